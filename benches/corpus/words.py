"""Words that catalogues are made from: characters of names, districts, honours, markets, states of a mark."""

LOCALES = ("zh", "en")
TAGS = {"zh": "zh-CN", "en": "en"}
BASE_URL = "https://catalogue.example"
PER_PAGE = 24
TITLE = {"zh": "合成样例名录", "en": "Synthetic Sample Catalogue"}
DESCRIPTION = {
    "zh": "由程序生成的品牌、产品与故事，只用于测量与测试，不指向任何真实企业。",
    "en": "Brands, products and stories made by a program for measuring and testing; none of them is real.",
}

# Characters for brand names, with their pinyin.
NAME_CHARS = (
    "泉quan 鲁lu 泰tai 岱dai 历li 舜shun 明ming 湖hu 源yuan 盛sheng 福fu 瑞rui 祥xiang 恒heng "
    "信xin 德de 宏hong 佳jia 康kang 华hua 润run 金jin 玉yu 和he 顺shun 天tian 成cheng 百bai "
    "善shan 正zheng 大da 海hai 鼎ding 星xing 辰chen 凯kai 隆long 宝bao 吉ji 安an 齐qi 稷ji "
    "秀xiu 兰lan 云yun 博bo 睿rui 智zhi 创chuang 联lian 汇hui 通tong 达da 新xin 元yuan 启qi "
    "航hang 晟sheng 沃wo 禾he 景jing 文wen 长chang 青qing 松song 柏bai 岳yue 清qing 涌yong 趵bao"
).split()
NAME_CHARS = [(c[0], c[1:]) for c in NAME_CHARS]

DISTRICTS = {
    "lixia": ("历下区", "Lixia"), "shizhong": ("市中区", "Shizhong"),
    "huaiyin": ("槐荫区", "Huaiyin"), "tianqiao": ("天桥区", "Tianqiao"),
    "licheng": ("历城区", "Licheng"), "changqing": ("长清区", "Changqing"),
    "zhangqiu": ("章丘区", "Zhangqiu"), "jiyang": ("济阳区", "Jiyang"),
    "laiwu": ("莱芜区", "Laiwu"), "gangcheng": ("钢城区", "Gangcheng"),
    "pingyin": ("平阴县", "Pingyin"), "shanghe": ("商河县", "Shanghe"),
    "gaoxin": ("济南高新区", "Jinan High-tech Zone"), "qibu": ("起步区", "Startup Area"),
}

# Invented, so that no brand of a catalogue seems to hold a real award.
HONOURS = {
    "sample-goods": ("样例好品", "Sample Fine Goods"),
    "sample-local": ("样例名品", "Sample Local Goods"),
    "sample-award": ("样例质量奖", "Sample Quality Award"),
    "sample-prize": ("样例质量提名奖", "Sample Quality Prize"),
    "sample-tradition": ("样例传统字号", "Sample Traditional Brand"),
    "sample-specialist": ("样例专精企业", "Sample Specialist Enterprise"),
    "sample-single": ("样例单项奖", "Sample Single-product Award"),
    "sample-origin": ("样例产地标识", "Sample Mark of Origin"),
    "sample-green": ("样例绿色工厂", "Sample Green Factory"),
}
HONOUR_WEIGHTS = [6, 9, 1, 2, 2, 6, 2, 3, 3]

COUNTRIES = {
    "DE": ("德国", "Germany"), "JP": ("日本", "Japan"), "KR": ("韩国", "South Korea"),
    "US": ("美国", "United States"), "RU": ("俄罗斯", "Russia"), "VN": ("越南", "Vietnam"),
    "TH": ("泰国", "Thailand"), "MY": ("马来西亚", "Malaysia"), "SG": ("新加坡", "Singapore"),
    "AE": ("阿联酋", "United Arab Emirates"), "SA": ("沙特阿拉伯", "Saudi Arabia"),
    "BR": ("巴西", "Brazil"), "MX": ("墨西哥", "Mexico"), "ZA": ("南非", "South Africa"),
    "KZ": ("哈萨克斯坦", "Kazakhstan"), "FR": ("法国", "France"), "IT": ("意大利", "Italy"),
    "AU": ("澳大利亚", "Australia"), "IN": ("印度", "India"), "ID": ("印度尼西亚", "Indonesia"),
}

# States of a mark, and how often each is met in a hundred brands.
STATUS = {"valid": 88, "rectifying": 7, "expired": 4, "withdrawn": 1}

UNITS = {
    "天": "days", "小时": "hours", "年": "years", "月": "months", "个": "pieces", "户": "users", "支": "count",
    "核": "cores", "级": "grade", "色": "colors",
}

BATCHES = {str(year): (f"{year} 年批次", f"Batch of {year}") for year in range(2019, 2026)}

# One for each batch, which has its id behind `sample-`.
PUBLISHER = ("样例编辑部", "Sample Editors")
SOURCES = {id: (f"样例品牌名单（{id}）", f"List of Sample Brands, {id}") for id in BATCHES}
