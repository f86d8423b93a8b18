"""From a plan to finished files: keys, store, runner, manifest, swap; publish calls them all."""
