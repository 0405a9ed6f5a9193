"""Sentences of stories and summaries, with slots.

Slots: {name} {short} {district} {industry} {year} {age} {product} {product2} {series} {material} {process} {process2}
{country} {n} {n2} {pct} {big} {person} {place}
"""

ZH = {
    "origin": [
        "{year}年，{name}在{district}的一间不足{n}平方米的厂房里起步，最初只有{n2}名职工和两台旧设备。",
        "创始人{person}常说：“做{industry}，先做人，再做事，最后才是做生意。”这句话后来被写进了{short}的员工手册。",
        "从{place}边的小作坊到如今占地{big}平方米的园区，{short}走过了{age}年。",
        "上世纪的老照片里，{person}和工友们围着第一批{product}合影，那一天车间里停了三次电。",
        "{district}的水土与产业基础，为{short}提供了得天独厚的条件，也让“{series}”这一系列有了最初的模样。",
        "当时市场上的{product}多依赖外地供应，{person}决定自己干，先解决“有没有”，再解决“好不好”。",
        "{year}年前后，行业价格战正酣，{short}却把当年利润的{pct}%投入到了实验室建设。",
        "2003年改制之后，{name}确立了“以质取信、以品立牌”的方针，从此再没有动摇过。",
        "提起{short}，{district}的老街坊大多还记得门口那块手写的招牌，以及清晨五点亮起的灯。",
        "企业的名字取自泉城，“{short}”二字寓意源头活水、生生不息。",
    ],
    "craft": [
        "在{process}环节，{short}坚持选用{material}，每一批次都保留{n}份样品，至少存放{n2}个月。",
        "工程师团队用{n}个月完成了{process}与{process2}的衔接改造，单线产能提高{pct}%，能耗反而下降。",
        "质量部负责人{person}介绍，{product}从原料进厂到成品入库要经过{n}道检验，任何一道不合格都不得流转。",
        "{material}的价格近年波动很大，{short}与{n}家供应商签订长期协议，宁可少赚也不降标准。",
        "车间里最显眼的是一面“问题墙”：上个月的{n}条改进建议，已经有{n2}条落地。",
        "与高校共建的联合实验室，把{process}的关键参数稳定在设计值的±{pct}‰以内。",
        "为了让{product}在低温和高湿环境下同样可靠，研发人员先后做了{big}次对比试验。",
        "数字化改造完成后，每一件{product}都有自己的二维码，扫码即可查看批次、检验员与出厂日期。",
        "{short}参与起草了{n2}项国家和行业标准，把自己的内控指标公开给同行参考。",
        "{process}的温度窗口只有几度，老师傅凭手感，年轻人看曲线，两种经验在这里并行不悖。",
        "“{series}”系列采用全新的{material}方案，较上一代产品寿命延长{pct}%。",
        "公司建立了覆盖{process}、{process2}的全过程追溯体系，数据保存不少于{n2}年。",
    ],
    "market": [
        "目前{name}的产品销往全国{n2}个省区市，并出口到{country}等国家和地区。",
        "在{country}的展会上，一位客户拆开{product}反复查看，最后当场签下了{big}件的订单。",
        "线上渠道占比已达{pct}%，客服团队承诺{n2}小时内响应，{n}小时内给出方案。",
        "过去三年，{short}营业收入年均增长{pct}%，研发投入占比始终不低于{n2}%。",
        "售后工程师的足迹遍布{country}、西北戈壁和南海岛礁，最远的一次服务往返{big}公里。",
        "客户满意度调查显示，{product}的复购率达到{pct}%，投诉率连续{n2}年下降。",
        "面对原材料上涨，{short}没有简单涨价，而是通过{process2}优化把成本压了下来。",
        "{product2}是近两年增长最快的品类，已经成为{short}的第二条曲线。",
    ],
    "duty": [
        "企业每年拿出{n}个岗位面向{district}应届毕业生，并与职业院校开设“订单班”。",
        "屋顶光伏每年发电{big}千瓦时，厂区污水经处理后回用率超过{pct}%。",
        "疫情和汛期，{short}两次改造生产线支援一线，没有涨过一分钱。",
        "{person}说，荣誉属于过去，{name}还要再干下一个{n2}年。",
        "从{series}到下一代产品，{short}的目标始终朴素：让用户用得放心，让同行看得起。",
        "展望未来，{name}将围绕{industry}持续深耕，把“济南制造”的招牌擦得更亮。",
        "公司设立了{n}万元的工匠基金，奖励在{process}岗位上连续工作十年以上的职工。",
    ],
    "summary": [
        "{name}位于{district}，专注{industry}领域{age}年，以{product}和“{series}”系列见长。",
        "始于{year}年的{industry}品牌，代表产品为{product}、{product2}，坚持{process}工艺。",
        "{district}{industry}骨干企业，{product}远销{country}，以{material}与{process}著称。",
    ],
    "product": [
        "“{series}”{product}采用{material}，经{process}与{process2}制成，性能稳定，适合长期使用。",
        "面向专业用户的{product}，在上一代基础上优化了{process}，综合成本降低约{pct}%。",
        "{short}的代表产品之一。选用{material}，每批次抽检{n}件，出厂合格率{pct}.9%以上。",
        "为{country}市场同步开发的{product}，符合当地法规要求，也通过了国内相关认证。",
        "入门型号，保留了“{series}”系列的核心{process}工艺，维护简单，备件通用。",
    ],
    "quote": [
        "品牌不是喊出来的，是一件一件做出来的。", "把最难的一道工序，交给最较真的人。",
        "泉水每天都是新的，手艺也应该每天都是新的。", "质量没有“差不多”，只有“行”或者“不行”。",
        "客户记住的不是价格，而是十年以后它还在用。",
    ],
    "places": "大明湖 小清河 趵突泉 黑虎泉 泺口 西市场 绣源河 玫瑰湖".split(),
    "surname": "王 李 张 刘 陈 杨 赵 孙 周 吴 徐 韩 孔 孟 曹 于 魏 宋".split(),
    "given": "建国 秀英 志强 海燕 德明 玉兰 文博 晓东 立新 春梅 永年 思远 一鸣 光远 淑珍 子涵".split(),
}

EN = {
    "origin": [
        "{name} began in {year} in a small workshop in {district}, with {n2} people and two second-hand machines.",
        "The founder, {person}, liked to say that quality is a promise kept every single day.",
        "In {age} years the company has grown from a street-side workshop to a campus of {big} square meters.",
        "When cheaper imports flooded the market, {short} put {pct} percent of its profit into a laboratory instead.",
    ],
    "craft": [
        "Every batch of {product} passes {n} checks, and samples are kept for at least {n2} months.",
        "A joint laboratory keeps the key parameters of the line within {pct} parts per thousand of the design value.",
        "Engineers ran {big} comparative tests so that the {product} works in cold and humid climates alike.",
        "Each item carries its own code: scan it to see the batch, the inspector and the date of manufacture.",
        "The company helped to draft {n2} national and industry standards and publishes its internal limits.",
    ],
    "market": [
        "Its products are sold in {n2} provinces and exported to {country} and other countries.",
        "At a fair in {country} one customer took the {product} apart, put it together again and ordered {big} of them.",
        "Revenue has grown by {pct} percent a year, and the share spent on research has never fallen below {n2} percent.",
        "The {product2} is the fastest growing line and has become the second pillar of the business.",
    ],
    "summary": [
        "{name} of {district}: {industry} since {year}, known for its {product}.",
        "An {industry} brand from {district} with {age} years of experience in {product} and {product2}.",
    ],
    "product": [
        "A dependable {product} for professional users, about {pct} percent cheaper to run than the previous model.",
        "One of the best known products of {short}; {n} pieces of every batch are tested before delivery.",
        "The {product} was developed for {country} and meets the rules there as well as at home.",
    ],
    "quote": ["A brand is not shouted, it is made, one piece at a time.", "Spring water is new every day; so should craft be.",
              "There is no such thing as nearly good enough."],
}
