"""Full names of persons in running Chinese text.

Chinese does not mark names, and 马上, 高兴, 张贴 begin with surnames. So a name is taken for one
only where a role stands before it (村民王建国), or a form of words that names people (名叫, 姓名：,
…，男，), and where its given name is made of characters that are common in given names. 王某,
李女士, 张大爷, 王老师, and the placeholders 张三 and 李四 are no full names.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

_COMPOUND = "欧阳|司马|上官|诸葛|夏侯|东方|皇甫|尉迟|公孙|慕容|令狐|司徒|司空|端木|独孤|南宫"
# The surnames of nine in ten people; those that are mostly grammar (于 向 和 应 来 曾) need more care.
_SURNAMES = (
    "王李张刘陈杨黄赵吴周徐孙马朱胡郭何高林郑谢罗梁宋唐许韩冯邓曹彭肖田董袁潘蒋蔡余杜叶程魏苏"
    "吕丁任沈姚卢姜崔钟谭陆汪范金石廖贾夏韦付方白邹孟熊秦邱江尹薛闫段雷侯龙史陶黎贺顾毛郝龚邵"
    "万钱严覃武戴莫孔汤常温康施牛樊葛邢安齐易乔伍庞颜倪庄聂章鲁岳翟殷詹申欧耿关兰焦俞左柳甘祝"
    "包宁尚符舒阮柯纪梅童凌毕单季裴霍涂成苗谷盛曲翁冉骆蓝路游辛靳管柴蒙鲍华喻祁蒲房滕屈饶解牟"
    "艾尤阳时穆农司卓古吉缪简车项连芦麦褚娄窦戚岑景党宫费卜冷晏席卫米柏宗瞿桂全佟应臧闵苟邬边"
    "卞姬师和仇栾隋商刁沙荣巫寇桑郎甄丛仲虞敖巩明佘池查麻苑迟邝曾于向傅阎谯辜蹇帅代储楚胥匡"
)
# Characters that are common in given names.
_GIVEN = (
    "伟芳娜敏静丽强磊军洋勇艳杰娟涛明超秀英霞平刚桂兰红玉梅华文玲辉鹏飞斌波鑫燕萍建国志宇浩然子"
    "涵欣怡梓轩雨泽晨佳琪雪梦瑶思诗婷婉慧颖琳琴雅洁莉丹凤菊香莲珍淑琼蓉芝芬菲蕾薇娥娇婵媛婕妍"
    "嫣姗妮春夏秋冬梁栋柱树林森松柏楠桐桦杨柳根生福禄寿喜财富贵荣昌盛兴旺发德仁义礼智信孝忠良善"
    "诚厚正清廉康健安宁祥瑞庆吉顺和成功业勤俭学海洪江河湖波涌润泉源溪深洲川山峰岭岩石磊峻崇嵩岳"
    "龙虎彪豹骏驰骥鸿鹤鹰雁鹂凯旋胜利威武雄豪毅坚铁钢锋锐剑金银铜宝贝珠琳琅璐瑾瑜璇珊瑚琦玮珂"
    "珺琛瑞璞玺东南西北方向阳光亮晓晖曦昊昕昱晟晶星月云霄霜露雷震霆电天宏弘宽广博远达亚新立维本"
    "启开继承绍绪传永长久恒世代代先宗祖耀光民权治邦邵群众友朋爱思念恩惠慈念志意心怀远才华艺书翰"
    "墨章卷俊彦贤哲聪颖睿智巧灵锦绣彩绮绫绢素纯洁真美妙曼妤姝婧娅娴媚素贞節节芸茜荷莹菁萱蓓苗茵"
    "茹荣苹芙蕊琪琰钰钧铭锡镇钦鑫铮锴炎炜炳焕煜熙炯烨煌灿燃培城坤坦垚均增壮士元亨贞乾坤易升晋益"
    "鼎震豫泰谦恒翔翼飘逸宾宪寒冰凌凡帆帅师帆幸庭延廷弛彬彤征徽徐忻怀恺悦惟慎懿成戈才扬振挺捷政"
    "攀旭昭映显景普曙朗杏枝枫桃梓楚楷槐欢欣正步武毓水汉沛沙治泓泳津浚浦涓淇淳渊湘溢滨滔漫澄澜灵"
    "焱燕爽献玄玖珏理琢甜甫田男留白百皓盈相省睦矗知石碧磊祎祺禹秉科程穗立竹笑筠筱纪红级纲绍维缘"
    "罡羽耘联聚育胤腾臣自致舒舟航良苏若茂茗荔菡萌蒙薪虹蝶行裕西观言训诚语谊谷豆财贤赋赞超越跃路"
    "轶辰达迎运进连道遥邦郁采里重野量金银锦长闯闻陆雄雯霏青靖静韬音韵顺颂项顾颖飒香馨骁高魁魏鱼鲁"
    "鸣鹃鹏麒麟麦黎默齐妹姐弟娣宝蛋花狗牛二三四五六大小老满仓柱锁栓存余幺毛"
)
# Never inside a given name: these make it an ordinary word or the beginning of a sentence.
_NOT_GIVEN = "的了在是被说到就也都把将要会能不没去给对用以而且但或等者们上下中前后着过之其何什么这那你我他她它您很太最又再只每某先女男儿人"
_HAN = "\u4e00-\u9fff"
_NAME = (
    rf"(?P<surname>{_COMPOUND}|[{_SURNAMES}])"
    rf"(?P<given>[{_GIVEN}](?:(?![{_NOT_GIVEN}])[{_HAN}])|(?![{_NOT_GIVEN}])[{_HAN}][{_GIVEN}]|[{_GIVEN}])"
)
