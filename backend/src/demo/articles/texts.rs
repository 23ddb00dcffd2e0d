//! What the demo's articles say: own texts about nobody in particular, put together from parts.

use super::super::seeded::{mix, of};
use gsdj_domain::content::Site;

/// What an article is about: chooses the parts it is made of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Theme {
    Village,
    Town,
    Firm,
    Cadre,
    Talent,
    Notice,
    Study,
    Document,
}

use Theme::{Cadre, Document, Firm, Notice, Study, Talent, Town, Village};

/// A column of the province with what its articles are called.
pub(super) type Shelf = (&'static str, Theme, &'static [&'static str]);

/// Topics that are open, whose, and what stands in them.
pub(super) const TOPICS: &[(Site, Shelf)] = &[
    (
        Site::Province,
        (
            "标准化建设年（示例）",
            Town,
            &[
                "标准化建设年怎样对标自查",
                "一个支部的整改清单",
                "学标手册常见疑问",
                "活动场所建设看现场",
                "对标结果怎样用",
            ],
        ),
    ),
    (
        Site::Province,
        (
            "结对共建（示例）",
            Firm,
            &["机关支部与社区支部结对一年", "企业支部把技术课送进村", "共建清单这样定", "两个支部合开一堂党课"],
        ),
    ),
    (
        Site::Lanzhou,
        ("黄河岸边的支部（示例）", Village, &["滩区支部的早班会", "河岸护林队里的党员", "渡口旁的党群服务站"]),
    ),
];

/// The province's columns; a title is used once.
pub(super) const PROVINCE: &[Shelf] = &[
    (
        "central",
        Study,
        &[
            "学习贯彻会议精神专题读书班开班",
            "党章党规学习资料汇编上线",
            "新修订的组织工作条例学习要点",
            "学习教育进展综述",
        ],
    ),
    (
        "provincial",
        Study,
        &[
            "全省基层党建工作推进会召开",
            "支部标准化建设三年行动部署",
            "抓党建促乡村振兴工作安排",
            "为基层减负若干措施施行",
        ],
    ),
    (
        "organisation-work",
        Town,
        &[
            "组织部门开展下基层调研",
            "党员教育培训资源下沉到村",
            "发展党员工作质量检查完成",
            "党务工作者业务培训班结业",
            "流动党员服务站增至三百个",
            "组织生活质量提升月启动",
        ],
    ),
    (
        "local",
        Village,
        &[
            "一座村史馆带活一堂党课",
            "山村夜校开讲",
            "社区“板凳会”议出八件实事",
            "戈壁滩上的党员示范棚",
            "牧区帐篷里的流动党课",
            "古镇老街来了“红管家”",
        ],
    ),
    (
        "notices",
        Notice,
        &[
            "关于举办支部书记示范培训班的通知",
            "关于征集标准化建设优秀案例的通知",
            "关于开展党员信息核对的通知",
            "关于平台例行维护的公告",
            "关于评选优秀党课的通知",
            "关于做好年度组织生活会准备工作的通知",
        ],
    ),
    (
        "rural",
        Village,
        &[
            "合作社里建支部，苹果卖上好价钱",
            "党员联户：一人联十户，户户有人管",
            "村级议事有了“明白账”",
            "种养能手走进党员课堂",
        ],
    ),
    (
        "community",
        Town,
        &["小区楼栋长接诉即办", "老旧小区加装电梯议事记", "社区食堂办在家门口", "网格党小组巡查有了路线图"],
    ),
    (
        "state-enterprise",
        Firm,
        &["党员责任区降低设备故障率", "班组微党课讲在交接班前", "检修一线的党员突击队", "师徒结对传技能"],
    ),
    (
        "private-enterprise",
        Firm,
        &["商会党支部为会员企业解难题", "快递小哥有了“红色驿站”", "园区企业联合支部成立", "党员先锋岗亮在生产线"],
    ),
    (
        "social-organisation",
        Town,
        &["行业协会党支部规范服务收费", "志愿者协会把党课送进养老院", "律师党员公益值班", "民办学校支部共建记"],
    ),
    (
        "public-institution",
        Town,
        &["医院党支部推行党员导诊", "学校支部结对乡村小学", "科研院所的田间党日", "图书馆里的红色书架"],
    ),
    (
        "office",
        Cadre,
        &["机关党员到社区双报到", "办事窗口设党员示范岗", "“我为群众办实事”清单更新", "机关支部主题党日观摩"],
    ),
    ("park", Firm, &["园区党群服务中心启用", "重点项目建设中的党员先锋队", "产业链党建联盟议事", "园区夜校开班报名"]),
    ("training", Cadre, &["年轻干部赴基层锻炼", "新任支部书记上讲台", "干部教育培训送课下乡", "案例教学库新增六十例"]),
    ("selection", Cadre, &["选优配强村干部队伍", "干部选任工作流程问答", "从基层一线发现干部", "公开选调工作答疑"]),
    ("assessment", Cadre, &["考核指标做减法", "平时考核怎样记实", "考核结果怎样用", "述职评议现场观摩"]),
    ("oversight", Cadre, &["谈心谈话制度落到日常", "任前提醒的六项内容", "监督信息共享机制运行", "廉政教育走进支部"]),
    (
        "cadre-rules",
        Document,
        &["干部工作常用制度目录", "任职回避规定要点", "个人事项报告填写说明", "干部档案管理问答"],
    ),
    ("appointments", Notice, &["干部任前公示的格式说明", "任免公告发布说明", "公示期怎样反映意见"]),
    (
        "talent-news",
        Talent,
        &["人才服务专员上岗", "博士服务团走进县区", "农业专家驻村蹲点", "人才驿站提供七天免费住宿"],
    ),
    ("talent-rules", Document, &["人才引进政策问答", "职称评审基层倾斜说明", "人才公寓申请指南"]),
    ("longyuan", Talent, &["治沙三十年的技术能手", "大山里的全科医生", "把论文写在田野上", "从学徒到技能大师"]),
    ("elsewhere", Talent, &["人才飞地怎样建", "技能人才评价改革做法", "乡村人才振兴观察"]),
    (
        "recommended",
        Study,
        &[
            "支部怎样开好一次主题党日",
            "三会一课一图读懂",
            "新党员入党流程详解",
            "组织生活会怎样查摆问题",
            "党小组会的四个要点",
        ],
    ),
    (
        "speech",
        Document,
        &[
            "示例文献：怎样按年份查找",
            "示例文献：怎样按标题查找",
            "示例文献：重要讲话栏目说明",
            "示例文献：资料库收录范围",
        ],
    ),
    ("essay", Document, &["示例文献：重要文章栏目说明", "示例文献：引用格式", "示例文献：全文与摘要"]),
    ("instruction", Document, &["示例文献：指示批示栏目说明", "示例文献：更新周期"]),
    ("inspection", Document, &["示例文献：会议考察栏目说明", "示例文献：图片与附件"]),
    ("online-museum", Study, &["红色旧址网上展：序厅", "红色旧址网上展：烽火岁月", "红色旧址网上展：参观预约"]),
    ("pioneer-lectures", Study, &["先锋讲堂第一讲：初心", "先锋讲堂第二讲：本领", "先锋讲堂第三讲：担当"]),
    ("role-models-3", Study, &["榜样学习活动安排", "观看榜样后的支部讨论提纲", "身边榜样推荐办法"]),
    ("theory-library", Document, &["理论学习书目", "党建理论文献导读：组织建设", "党建理论文献导读：思想建设"]),
    ("resource-library", Document, &["微党课制作手册", "党员教育课件目录", "学习强支部活动方案样例"]),
    (
        "regulation-library",
        Document,
        &["支部工作条例学习要点", "发展党员工作细则学习要点", "党费收缴使用规定学习要点", "组织生活若干制度学习要点"],
    ),
    ("standardisation", Town, &["标准化支部怎样对标", "活动阵地建设参考", "支部档案归档样例", "达标验收常见问题"]),
];

/// Those of every prefecture; the name of the place comes before.
pub(super) const PREFECTURE: &[Shelf] = &[
    ("county-news", Village, &["县区党建观摩点对点交流", "乡镇党校办到田间"]),
    ("department-news", Cadre, &["市直部门支部联建共建", "窗口单位党员亮身份"]),
    ("notices", Notice, &["关于举办党务骨干培训班的通知", "关于推荐优秀支部案例的通知"]),
    ("rural", Village, &["党员带头种好示范田", "村里的事一起商量"]),
    ("community", Town, &["社区党员认领微心愿", "楼院议事会解决停车难"]),
    ("office", Cadre, &["机关支部送学到一线", "事业单位支部规范化观摩"]),
    ("enterprise", Firm, &["企业支部结对帮带", "车间里的党员示范岗"]),
    ("cadres-and-talent", Talent, &["青年人才座谈会听建议", "专家服务基层行"]),
    ("education", Study, &["党员冬训安排", "流动课堂进社区"]),
    ("models", Talent, &["平凡岗位上的党员", "退休不褪色的老党员"]),
];

/// The parts of a theme: how it begins, what was done, what came of it.
struct Parts {
    begins: &'static [&'static str],
    done: &'static [&'static str],
    ends: &'static [&'static str],
}

const VILLAGE: Parts = Parts {
    begins: &[
        "入冬以来，村党支部把会场搬进了大棚和院落，党员和群众坐在一起，把这一年的事一件一件说清楚。",
        "这个村山大沟深，党员住得分散。支部从群众最急的事入手，让组织生活和生产生活接得上。",
        "农闲时节，支部组织党员走遍了全村每一户，把听到的意见记成台账，逐条研究。",
    ],
    done: &[
        "把党员编进产业小组，一名党员联系十户，种什么、怎么管、卖给谁，都有人牵头。",
        "每月固定一天公开村务和账目，看不明白的当场问、当场答。",
        "请技术员上党课，讲完课就下地，手把手教。",
        "外出务工的党员按时连线参加会议，会后收到记录和学习资料。",
        "老党员组成议事小组，邻里纠纷先到这里坐一坐。",
    ],
    ends: &[
        "做法推开以后，到会的人多了，提意见的人也多了，办成的事有二十多件。",
        "村里的合作社当年实现了盈余，分红大会和支部党员大会在同一天开。",
        "支部把这些做法写进了村规民约，年底由群众评议。",
    ],
};

const TOWN: Parts = Parts {
    begins: &[
        "社区党委把支部建到楼院，居民有事先找楼栋长，楼栋长解决不了的由支部协调。",
        "围绕群众反映集中的问题，支部列出清单，党员按特长认领，办结一件销号一件。",
        "党群服务中心调整开放时间，下班以后和周末也有党员值班。",
    ],
    done: &[
        "每周一次“板凳会”，在院子里议事，会议记录当天张贴。",
        "双报到党员编入网格，巡查路线和联系方式公开。",
        "建立“受理、办理、回访”三本账，超过时限的由支部书记牵头。",
        "组织医生、教师、律师党员轮流坐班，预约服务。",
        "把志愿服务时长记入党员档案，年底公示。",
    ],
    ends: &[
        "半年来受理的事项办结率明显提高，居民满意度调查结果也比上年好。",
        "这些做法已整理成操作手册，供其他社区参考。",
        "下一步将把服务延伸到新建小区和商圈。",
    ],
};

const FIRM: Parts = Parts {
    begins: &[
        "企业党支部把学习和生产一起安排，党员责任区就设在最难的工序上。",
        "针对班次多、集中难的特点，支部把组织生活拆成小块，班前班后都能学。",
        "重点项目开工后，支部在现场成立临时党小组，难题在一线解决。",
    ],
    done: &[
        "党员挂牌上岗，每人领一项改进任务，月底评一次。",
        "师徒结对，把老师傅的经验录成短课，新人随时看。",
        "设立党员突击队，检修和抢险时冲在前。",
        "每季度开一次职工恳谈会，意见由支部跟踪办理。",
        "和上下游企业的支部结对，共同解决质量问题。",
    ],
    ends: &[
        "设备故障停机时间比上年减少，提出的合理化建议有一半以上被采用。",
        "青年职工提交入党申请书的人数增加了。",
        "支部的经验在行业内作了交流。",
    ],
};

const CADRE: Parts = Parts {
    begins: &[
        "组织部门坚持从日常工作中了解干部，调研、谈话和记实贯穿全年。",
        "围绕事业需要和岗位要求，培训内容由学员点单，课堂设在现场。",
        "为了让制度落到日常，工作流程逐项列清，谁来办、何时办都有说明。",
    ],
    done: &[
        "建立工作记实本，重要任务完成情况随时登记。",
        "新任职的干部都要参加一次岗前学习和一次谈心谈话。",
        "选派年轻干部到乡镇和项目一线锻炼，半年回访一次。",
        "精简报表和检查，能用已有数据的不再让基层填报。",
        "设立意见箱和热线，反映的问题按时答复。",
    ],
    ends: &[
        "基层反映材料少了，下村的时间多了。",
        "这些安排将作为长期制度坚持下去。",
        "有关部门将继续听取意见，改进工作。",
    ],
};

const TALENT: Parts = Parts {
    begins: &[
        "党组织把服务送到人才身边，住房、子女入学和科研条件一项一项落实。",
        "多年坚守在基层一线，他们用手艺和耐心解决了一个又一个难题。",
        "围绕特色产业，各地组建专家团队，常年蹲点指导。",
    ],
    done: &[
        "为每位引进人才明确一名服务专员，问题限时回复。",
        "建立乡土人才库，按专长分类，农户可以直接预约。",
        "设立实训基地，送技能到村到企。",
        "定期组织座谈，意见建议列入办理清单。",
        "评选身边的技能能手，把经验编成小册子。",
    ],
    ends: &[
        "一批年轻人愿意留下来，团队在不断壮大。",
        "成果已经在多个县区推广。",
        "这份工作还在继续，更多的人加入进来。",
    ],
};

const NOTICE: Parts = Parts {
    begins: &[
        "各级党组织：为做好有关工作，现将具体事项通知如下。",
        "各市州、各单位：根据年度工作安排，现将有关事项公告如下。",
    ],
    done: &[
        "报名时间为本月内，逾期不再受理；每个单位推荐人数不超过三名。",
        "材料通过平台提交，不需要报送纸质件。",
        "参加人员应提前安排好工作，按时参加。",
        "请各单位认真核对信息，发现有误的及时更正。",
        "联系方式以平台公布的为准。",
    ],
    ends: &["请结合实际认真组织实施。", "未尽事宜另行通知。"],
};

const STUDY: Parts = Parts {
    begins: &[
        "这一期学习内容围绕支部日常工作展开，读得懂、用得上，适合集中学习和个人自学。",
        "学习资料按主题编排，每一部分都配有思考题，供支部讨论时使用。",
        "课程从党员关心的问题讲起，用身边的事例说明道理。",
    ],
    done: &[
        "先通读一遍，再带着问题读第二遍，把不明白的地方记下来。",
        "党小组讨论时轮流发言，每人说一条体会和一条打算。",
        "学完以后对照自己的岗位，列出可以改进的三件事。",
        "支部书记作小结，讨论情况写进会议记录。",
        "行动不便的党员由党员上门送学。",
    ],
    ends: &[
        "学习效果好不好，要看解决了多少实际问题。",
        "支部可以根据自己的情况增减内容。",
        "欢迎把学习心得写在评论里。",
    ],
};

const DOCUMENT: Parts = Parts {
    begins: &[
        "这是资料库的示例条目，用来展示按年份、按标题查找和阅读的效果，正式内容由编辑录入。",
        "本条目说明资料的收录范围和使用方法，不引用任何人的原话。",
    ],
    done: &[
        "在栏目页选择年份，只看这一年的条目。",
        "在查找框里输入标题中的词，可以同时限定年份。",
        "条目按文献本身的日期排列，不按录入的日期。",
        "需要引用时请以正式出版物为准。",
        "发现错漏请在意见建议中反映。",
    ],
    ends: &["资料库会持续更新。", "录入前由编辑核对，发布前由另一人审核。"],
};

const fn parts(theme: Theme) -> &'static Parts {
    match theme {
        Village => &VILLAGE,
        Town => &TOWN,
        Firm => &FIRM,
        Cadre => &CADRE,
        Talent => &TALENT,
        Notice => &NOTICE,
        Study => &STUDY,
        Document => &DOCUMENT,
    }
}

/// How an article begins: its summary.
pub(super) fn lead(theme: Theme, n: u64) -> &'static str {
    of(parts(theme).begins, place(n, 1))
}

fn place(n: u64, salt: u64) -> usize {
    usize::try_from(mix(n ^ (salt << 32)) % 9_973).unwrap_or(0)
}

/// The text as HTML; `picture` stands in its middle.
pub(super) fn body(theme: Theme, n: u64, picture: Option<(i64, &str)>) -> String {
    let Parts { done, ends, .. } = parts(theme);
    let first = place(n, 2);
    let points: String = (0..3).map(|k| format!("<li>{}</li>", of(done, first + k))).collect();
    let picture = picture.map(|(file, says)| format!("<img data-file=\"{file}\" alt=\"{says}\">")).unwrap_or_default();
    let table = if theme == Notice {
        "<h2>时间安排</h2><table><tbody><tr><th>事项</th><th>时间</th><th>方式</th></tr>\
         <tr><td>报名</td><td>本月 20 日前</td><td>平台填报</td></tr>\
         <tr><td>审核</td><td>报名后三个工作日</td><td>上级党组织</td></tr></tbody></table>"
    } else {
        ""
    };
    let heading = match theme {
        Notice => "具体要求",
        Document => "使用说明",
        Study => "学习建议",
        Village | Town | Firm | Cadre | Talent => "主要做法",
    };
    format!(
        "<p>{}</p>{picture}<h2>{heading}</h2><ul>{points}</ul>{table}<p>{}</p>\
         <blockquote><p>本文为示例内容，单位、人物与情况均为虚构，用来展示页面。</p></blockquote>\
         <p>平台的使用方法见<a href=\"/manual\">操作指南</a>。</p>",
        lead(theme, n),
        of(ends, place(n, 3)),
    )
}

/// What members say about articles.
pub(super) const SAID: &[&str] = &[
    "做法很实在，我们支部也可以试一试。",
    "图文都清楚，开会时正好用得上。",
    "想知道外出党员怎么参加，能不能再写一篇。",
    "老党员看了说好，字放大了看得清。",
    "我们村去年也这样做过，效果不错。",
];
