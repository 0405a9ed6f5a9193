"""Industries: their names, endings of company names, products, series, specifications, materials, steps of work.

Per industry: `suffix` (zh, pinyin, en), `products` as `zh|en` and `specs` as `zh|en|unit|low|high|decimals`, each list
in one string, split by `_split` when the module is loaded.
"""

import re

INDUSTRIES: dict[str, dict] = {
    "food": {
        "label": ("食品饮料", "Food and Beverages"),
        "suffix": [("食品", "shi pin", "Foods"), ("酿造", "niang zao", "Brewing"), ("粮油", "liang you", "Grain and Oil"), ("茶业", "cha ye", "Tea")],
        "products": "黑豆酱油|black bean soy sauce 小米锅巴|millet crisps 玫瑰鲜花饼|rose petal cake 手工香油|stone-ground sesame oil 酱香把子肉|braised pork slices 油旋|spiral scallion bun 泉水豆腐|spring water tofu 陈酿米醋|aged rice vinegar 阿胶糕|ejiao cake 红枣饮|jujube drink",
        "series": "匠选 原酿 时令 轻食 家宴", "materials": "非转基因大豆 平阴玫瑰 章丘小米 泉水 优质小麦 龙山小米", "process": "低温发酵 石磨研磨 古法晾晒 无菌灌装 慢火熬制 冷链配送",
        "specs": "净含量|net weight|g|100|2000|0 保质期|shelf life|月|6|36|0 蛋白质|protein|g/100g|1|30|1 盐分|salt|g/100g|0|18|1 储存温度|storage temperature|℃|-18|25|0 能量|energy|kJ/100g|80|2200|0",
    },
    "agri": {
        "label": ("现代农业", "Modern Agriculture"),
        "suffix": [("农业", "nong ye", "Agriculture"), ("种业", "zhong ye", "Seeds"), ("牧业", "mu ye", "Livestock")],
        "products": "章丘大葱|Zhangqiu scallion 莱芜生姜|Laiwu ginger 商河大蒜|Shanghe garlic 有机草莓|organic strawberry 黑猪鲜肉|black pig pork 无抗鸡蛋|antibiotic-free eggs 绿色韭黄|blanched chives 明水香米|Mingshui fragrant rice 温室番茄|greenhouse tomato",
        "series": "田园 生态 优选 产地直供", "materials": "腐熟有机肥 山泉灌溉水 脱毒种苗 保护性耕地 富硒土壤", "process": "测土配方施肥 水肥一体化 全程可追溯 统防统治 产地预冷 分级包装",
        "specs": "单果重|unit weight|g|20|600|0 糖度|sugar degree|°Bx|5|18|1 水分|moisture|%|10|92|1 亩产|yield per mu|kg|400|6000|0 采收期|harvest window|天|15|120|0",
    },
    "medicine": {
        "label": ("医药健康", "Medicine and Health"),
        "suffix": [("药业", "yao ye", "Pharmaceutical"), ("生物", "sheng wu", "Biotech"), ("医疗", "yi liao", "Medical")],
        "products": "透明质酸敷料|hyaluronic acid dressing 复方阿胶浆|ejiao oral liquid 血糖检测仪|blood glucose meter 骨科植入件|orthopedic implant 益生菌冻干粉|probiotic powder 体外诊断试剂盒|IVD reagent kit 中药饮片|herbal decoction pieces 电动护理床|electric care bed",
        "series": "康护 精准 本草 舒养", "materials": "医用级硅胶 道地药材 注射级透明质酸 钛合金 可降解高分子", "process": "冷冻干燥 超临界萃取 洁净车间灌装 辐照灭菌 在线称重剔除 批次留样",
        "specs": "规格|pack size|ml|5|500|0 纯度|purity|%|95|99.9|1 有效期|shelf life|月|12|48|0 洁净度|clean room class|级|100|100000|0 检测时间|test time|s|5|900|0",
    },
    "machinery": {
        "label": ("高端装备", "Advanced Equipment"),
        "suffix": [("重工", "zhong gong", "Heavy Industry"), ("数控", "shu kong", "CNC"), ("机床", "ji chuang", "Machine Tools"), ("装备", "zhuang bei", "Equipment")],
        "products": "五轴加工中心|five-axis machining center 激光切割机|laser cutting machine 数控车床|CNC lathe 锻压机|forging press 机器人焊接站|robot welding cell 龙门铣床|gantry mill 智能立体仓库|automated warehouse 风力发电主轴|wind turbine shaft 轴承试验台|bearing test bench",
        "series": "精工 锐创 领航 重载 智造", "materials": "球墨铸铁 高速电主轴 直线导轨 合金结构钢 碳化钨刀具", "process": "整体铸造 时效处理 激光干涉校准 有限元仿真 恒温装配 在线动平衡",
        "specs": "定位精度|positioning accuracy|μm|2|20|1 主轴转速|spindle speed|r/min|2000|40000|0 最大行程|maximum travel|mm|400|8000|0 电机功率|motor power|kW|3|250|1 整机重量|machine weight|t|1|120|1 加工直径|swing diameter|mm|200|3200|0",
    },
    "auto": {
        "label": ("汽车及零部件", "Vehicles and Parts"),
        "suffix": [("汽车", "qi che", "Motors"), ("车桥", "che qiao", "Axles"), ("零部件", "ling bu jian", "Components")],
        "products": "重型牵引车|heavy tractor truck 新能源物流车|electric delivery van 轻量化车桥|lightweight axle 制动盘|brake disc 空气悬架|air suspension 动力电池箱|battery pack case 智能座舱控制器|cockpit controller 发动机曲轴|engine crankshaft",
        "series": "驰远 劲达 绿驱 智行", "materials": "高强度钢 铝合金型材 复合摩擦材料 磷酸铁锂电芯 碳纤维", "process": "一体化压铸 电泳涂装 机器人点焊 台架耐久试验 整车道路试验",
        "specs": "额定载荷|rated load|t|1|49|1 续航里程|range|km|150|800|0 最大扭矩|maximum torque|N·m|200|2600|0 轴距|wheelbase|mm|2400|6000|0 制动距离|braking distance|m|28|48|1",
    },
    "steel": {
        "label": ("钢铁与新材料", "Steel and New Materials"),
        "suffix": [("钢铁", "gang tie", "Steel"), ("新材", "xin cai", "Materials"), ("粉末冶金", "fen mo ye jin", "Powder Metallurgy")],
        "products": "高强度H型钢|high-strength H-beam 雾化铁粉|atomized iron powder 高温合金棒材|superalloy bar 石墨烯浆料|graphene paste 耐磨钢板|wear-resistant plate 金属软磁粉|soft magnetic powder 精密无缝管|precision seamless tube 碳化硅衬底|silicon carbide substrate",
        "series": "坚韧 极光 重器 纯净", "materials": "优质铁精粉 电解镍 高纯石墨 再生废钢 稀土添加剂", "process": "真空熔炼 控轧控冷 水雾化制粉 连铸连轧 在线探伤 超声清洗",
        "specs": "抗拉强度|tensile strength|MPa|345|1800|0 屈服强度|yield strength|MPa|235|1500|0 厚度|thickness|mm|0.5|120|1 延伸率|elongation|%|8|45|1 纯度|purity|%|98|99.99|2 粒径|particle size|μm|5|150|0",
    },
    "it": {
        "label": ("信息技术", "Information Technology"),
        "suffix": [("信息", "xin xi", "Information"), ("软件", "ruan jian", "Software"), ("数据", "shu ju", "Data"), ("科技", "ke ji", "Technology")],
        "products": "工业互联网平台|industrial internet platform 云服务器|cloud server 边缘计算网关|edge computing gateway 智慧水务系统|smart water system 电子政务套件|e-government suite 视频分析一体机|video analytics appliance 数据安全审计系统|data security audit system 量子密钥终端|quantum key terminal",
        "series": "云启 星图 安盾 慧联", "materials": "国产处理器 自主操作系统 分布式数据库 开源内核", "process": "敏捷迭代 灰度发布 渗透测试 等保测评 自动化回归 多活容灾",
        "specs": "并发用户|concurrent users|户|100|200000|0 处理核心|cores|核|4|256|0 时延|latency|ms|1|80|1 存储容量|storage|TB|1|4096|0 可用性|availability|%|99|99.999|3 接口数量|interfaces|个|2|64|0",
    },
    "textile": {
        "label": ("纺织服装", "Textiles and Clothing"),
        "suffix": [("纺织", "fang zhi", "Textile"), ("服饰", "fu shi", "Apparel"), ("家纺", "jia fang", "Home Textiles")],
        "products": "精梳棉床品|combed cotton bedding 职业工装|work uniform 羊绒围巾|cashmere scarf 功能性运动面料|functional sports fabric 鲁绣披肩|Lu embroidery shawl 阻燃防护服|flame-resistant suit 儿童家居服|children's loungewear",
        "series": "素锦 云裳 暖居 劲护", "materials": "长绒棉 山羊绒 再生涤纶 莫代尔 阻燃芳纶", "process": "紧密纺 数码印花 无水染色 手工刺绣 立体裁剪 预缩整理",
        "specs": "纱支|yarn count|支|21|120|0 克重|fabric weight|g/m²|80|420|0 色牢度|color fastness|级|3|5|0 缩水率|shrinkage|%|0.5|5|1 门幅|width|cm|110|320|0",
    },
    "chemical": {
        "label": ("精细化工", "Fine Chemicals"),
        "suffix": [("化工", "hua gong", "Chemical"), ("涂料", "tu liao", "Coatings"), ("助剂", "zhu ji", "Additives")],
        "products": "水性工业漆|water-based coating 聚氨酯树脂|polyurethane resin 高效减水剂|superplasticizer 电子级溶剂|electronic grade solvent 环保胶黏剂|eco adhesive 缓释肥料|slow-release fertilizer 防腐涂层|anti-corrosion coating",
        "series": "绿盾 优固 净界 恒彩", "materials": "生物基多元醇 钛白粉 丙烯酸单体 去离子水 硅烷偶联剂", "process": "连续硝化 微通道反应 分子蒸馏 密闭投料 在线粘度控制 尾气催化燃烧",
        "specs": "固含量|solid content|%|20|98|1 粘度|viscosity|mPa·s|50|12000|0 挥发性有机物|VOC|g/L|5|420|0 酸碱度|pH||4|11|1 密度|density|g/cm³|0.8|1.9|2 闪点|flash point|℃|23|160|0",
    },
    "building": {
        "label": ("绿色建材", "Green Building Materials"),
        "suffix": [("建材", "jian cai", "Building Materials"), ("门窗", "men chuang", "Windows"), ("管业", "guan ye", "Pipes")],
        "products": "断桥铝门窗|thermal-break window 装配式墙板|prefabricated wall panel 岩棉保温板|rock wool board 球墨铸铁管|ductile iron pipe 透水砖|permeable brick 光伏屋面瓦|solar roof tile 防水卷材|waterproof membrane",
        "series": "安居 节能 筑城 清洁", "materials": "再生骨料 低辐射玻璃 岩棉 改性沥青 铝型材", "process": "蒸压养护 离心浇铸 自动化切割 整窗三性检测 干法施工",
        "specs": "导热系数|thermal conductivity|W/(m·K)|0.02|0.6|3 抗压强度|compressive strength|MPa|3|80|1 传热系数|U-value|W/(m²·K)|0.8|2.6|2 燃烧等级|fire class|级|1|3|0 公称直径|nominal diameter|mm|80|2600|0",
    },
    "home": {
        "label": ("家居日化", "Home and Personal Care"),
        "suffix": [("家居", "jia ju", "Home"), ("日化", "ri hua", "Personal Care"), ("电器", "dian qi", "Appliances")],
        "products": "实木餐桌|solid wood dining table 玫瑰精油面霜|rose oil cream 净水机|water purifier 空气能热水器|heat pump water heater 氨基酸洁面乳|amino acid cleanser 智能马桶盖|smart toilet seat 浓缩洗衣液|laundry concentrate 乳胶床垫|latex mattress",
        "series": "悦居 初颜 净享 匠木", "materials": "白蜡木 天然乳胶 玫瑰精油 反渗透膜 食品级不锈钢", "process": "榫卯装配 低温萃取 水性喷涂 整机老化测试 微乳化 跌落测试",
        "specs": "容量|capacity|L|0.1|500|1 功率|power|W|10|3500|0 噪声|noise|dB|20|60|0 净水流量|flow|L/min|0.5|4|1 甲醛释放|formaldehyde|mg/m³|0.01|0.08|2 质保|warranty|年|1|10|0",
    },
    "culture": {
        "label": ("文化创意与老字号", "Culture, Crafts and Time-honoured"),
        "suffix": [("文化", "wen hua", "Culture"), ("工艺", "gong yi", "Crafts"), ("陶瓷", "tao ci", "Ceramics")],
        "products": "龙山黑陶|Longshan black pottery 鲁砚|Lu inkstone 泉城剪纸|Springs City paper-cut 面塑摆件|dough figurine 皮影套装|shadow puppet set 内画鼻烟壶|inside-painted snuff bottle 木版年画|woodblock New Year print 景泰蓝文具|cloisonné stationery",
        "series": "非遗 雅集 传承 泉韵", "materials": "黄河澄泥 红丝石 宣纸 老榆木 天然矿物颜料", "process": "手工拉坯 轮制压光 刻版套印 掐丝点蓝 阴干慢烧 师徒口传",
        "specs": "高度|height|cm|5|80|1 重量|weight|g|50|6000|0 烧成温度|firing temperature|℃|800|1320|0 套色|colors|色|1|12|0 工时|labor|小时|2|240|0",
    },
}


def _split(industry: dict) -> dict:
    """The lists of an industry; an entry of products begins at a Chinese word that a bar follows."""
    specs = []
    for spec in re.split(r" (?=[\u4e00-\u9fff]+\|)", industry["specs"]):
        zh, en, unit, low, high, decimals = spec.split("|")
        specs.append((zh, en, unit, float(low), float(high), int(decimals)))
    products = re.split(r" (?=[^ |]*[\u4e00-\u9fff][^ |]*\|)", industry["products"])
    return industry | {
        "products": [tuple(product.split("|")) for product in products],
        "specs": specs,
        **{key: industry[key].split() for key in ("series", "materials", "process")},
    }


INDUSTRIES = {name: _split(industry) for name, industry in INDUSTRIES.items()}
