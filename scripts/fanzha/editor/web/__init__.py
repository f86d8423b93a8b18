"""The pages and answers of the form, by address; what they do stands beside this folder."""
