//! The demo's courses: our own words, marked 示例, in nobody's mouth.

use gsdj_domain::learning::{CourseTheme, CourseTopic};

/// A course to be made.
pub(super) struct Plot {
    /// Its theme.
    pub theme: CourseTheme,
    /// What it is called.
    pub title: &'static str,
    /// What it is about.
    pub about: &'static str,
    /// Topics it belongs to.
    pub topics: &'static [CourseTopic],
    /// It is recommended.
    pub recommended: bool,
    /// The paragraphs of its text.
    pub text: &'static [&'static str],
    /// What else it has beside film and text.
    pub more: More,
}

/// What a course has beside film and text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum More {
    /// Nothing.
    Nothing,
    /// A second, longer film.
    Film,
    /// A recording.
    Sound,
    /// A document.
    Paper,
}

const fn plot(
    theme: CourseTheme,
    title: &'static str,
    about: &'static str,
    more: More,
    text: &'static [&'static str],
) -> Plot {
    Plot { theme, title, about, topics: &[], recommended: false, text, more }
}

impl Plot {
    const fn of(self, topics: &'static [CourseTopic]) -> Self {
        Self { topics, ..self }
    }

    const fn recommended(self) -> Self {
        Self { recommended: true, ..self }
    }
}

/// Every course.
pub(super) const PLOTS: &[Plot] = &[
    plot(
        CourseTheme::Remote,
        "远教站点怎么用好（示例）",
        "站点管理员怎么排课、怎么组织收看、怎么记台账。",
        More::Film,
        &[
            "远程教育站点是村里学习的阵地。用好站点，先要把设备管起来：每周开机一次，检查投影、音响和网络，有问题当天报修。",
            "排课要看农时。春耕前讲技术，农闲时讲政策，节假日讲健康和文化。提前一周把课表贴到公示栏，发到群里，让大家知道哪天有什么课。",
            "收看以后要有回声。请一两个人说说用得上什么、还想听什么，记在台账里，下个月的课就从这里来。",
        ],
    ),
    plot(
        CourseTheme::Remote,
        "新任党支部书记一月一课（示例）",
        "第一个月先做哪几件事。",
        More::Paper,
        &[
            "到任第一周，先看账：党员名册、组织生活记录、党费台账、村里的几项大事。看不懂的问前任、问文书，不急着改。",
            "第二周，走户。党员家里都走一遍，困难党员、流动党员的家属先走。听的多，说的少，回来记下三件最急的事。",
            "第三周，开会。把走访听到的摆到支委会上，定一件能在一个月内办成的小事，分头去办，月底向党员大会报告。",
        ],
    )
    .recommended(),
    plot(
        CourseTheme::Thought,
        "理论学习怎样联系实际（示例）",
        "把学到的变成会做的。",
        More::Sound,
        &[
            "学理论不是背句子。每学一段，问自己三个问题：说的是什么道理，我们这里有没有这样的事，我能做点什么。",
            "支部集中学习时，可以先读十分钟，再每人说一件身边事，最后议一个能改的地方。时间不长，但人人开口。",
        ],
    ),
    plot(
        CourseTheme::Conferences,
        "会议精神传达到户的办法（示例）",
        "怎样讲得准、讲得短、讲到家。",
        More::Nothing,
        &[
            "传达会议精神，先对照原文，把与本村有关的几条画出来，不漏不添。拿不准的，打电话问上级，不凭印象讲。",
            "再换成家常话。一条精神配一件能看见的事：路怎么修、水怎么引、补贴怎么领。每条讲三分钟，留两分钟让人问。",
            "讲过以后，把问的最多的问题记下来，一周内给出答复。",
        ],
    ),
    plot(
        CourseTheme::ThemeEducation,
        "主题教育读书班的组织（示例）",
        "一天读书班怎么安排。",
        More::Nothing,
        &[
            "上午自学，一人一册，读原文、做标记；中间休息十五分钟，互相看看标了什么。",
            "下午交流，从标记最多的段落说起。主持人只管时间，每人五分钟，不点评、不总结，说完大家一起列出整改的事。",
        ],
    ),
    plot(
        CourseTheme::Politics,
        "党支部工作基础知识（示例）",
        "支部是什么、做什么、怎么做。",
        More::Film,
        &[
            "党支部是党的基础组织。支部工作有三件日常事：过好组织生活，管好党员队伍，联系好身边群众。",
            "组织生活按月排：党员大会、支委会、党小组会、党课和主题党日各有各的用处，不互相代替。开会要有题目、有记录、有结果。",
            "联系群众要有名单。每个党员认几户，知道他们家里有几口人、做什么、缺什么，每季度至少走一次。",
        ],
    )
    .recommended(),
    plot(
        CourseTheme::Policies,
        "看懂惠农补贴（示例）",
        "补贴有哪些、怎么申报、怎么查询。",
        More::Paper,
        &[
            "补贴名目多，先分清三类：按地发的、按人发的、按项目发的。按地的看承包面积，按人的看身份条件，按项目的要先申请后实施。",
            "申报时带齐身份证、银行卡和承包合同，姓名与卡号要一致。卡号错一位，钱就退回去了。",
            "到账以后，短信里写的是什么项目、多少钱，和公示榜对一对。对不上，找村务监督委员会问。",
        ],
    ),
    plot(
        CourseTheme::Examples,
        "网格联系到户二十法（示例）",
        "从摸底到回访的二十个小办法。",
        More::Film,
        &[
            "摸底用一张图：把村里的户画在图上，红点是困难户，蓝点是流动户，绿点是党员户。一看就知道谁离谁近。",
            "联系用一个本：每户一页，写家里人、电话、今年的打算。走访一次记一行，谁去的、说了什么、答应了什么。",
            "回访用一句话：上次答应的办了没有。办了的画勾，没办的写原因和日期。",
        ],
    )
    .of(&[CourseTopic::Lectures])
    .recommended(),
    plot(
        CourseTheme::Examples,
        "先锋讲堂：从一间会议室说起（示例）",
        "一个支部把闲置会议室变成活动中心的做法。",
        More::Sound,
        &[
            "会议室一年只用十几次，平时锁着。支部商量以后，决定周一到周五晚上开门：一天学习，一天下棋，一天跳舞，一天辅导孩子，一天自由活动。",
            "谁开门谁管钥匙，党员轮流，一人一周。开始三个月，来的人一天比一天多，后来大家自己带茶叶、带书、带灯泡。",
        ],
    )
    .of(&[CourseTopic::Lectures, CourseTopic::RoleModels]),
    plot(
        CourseTheme::Management,
        "村集体经济账怎么算（示例）",
        "本钱、收入、分红，三本账。",
        More::Nothing,
        &[
            "第一本是本钱账：地多少、房多少、设备多少、外债多少，一年盘点一次，盘点表贴出来。",
            "第二本是收支账：一笔一张票，月清月结。超过五百元的支出，两个人签字。",
            "第三本是分红账：提多少公积、分多少到户，先由成员代表议定，再公示七天。",
        ],
    ),
    plot(
        CourseTheme::Skills,
        "苹果树冬季修剪（示例）",
        "看枝、定剪、护口，三步学会。",
        More::Film,
        &[
            "先看枝。站在树外三步远，看主枝朝向、间距和层次，心里先画好要留的。",
            "再下剪。先去掉病枝、枯枝、重叠枝，再处理徒长枝。剪口离芽半寸，斜着剪，水不会积在上面。",
            "最后护口。拇指粗以上的口子涂保护剂，当天剪当天涂。剪下来的枝条清出园子，集中处理。",
        ],
    )
    .recommended(),
    plot(
        CourseTheme::Skills,
        "日光温室番茄管理（示例）",
        "温度、水肥、病害一年怎么管。",
        More::Nothing,
        &[
            "白天温度保持在二十五度上下，超过三十度就放风；夜里不低于十度，寒流来前加一层覆盖。",
            "水要少量多次，晴天上午浇，阴天不浇。挂果以后每十天追一次肥，叶子发黄先查根再查肥。",
        ],
    ),
    plot(
        CourseTheme::Health,
        "家庭急救五件事（示例）",
        "烫伤、噎食、出血、中暑、煤气中毒。",
        More::Sound,
        &[
            "烫伤：凉水冲二十分钟，不抹牙膏、不抹酱油，起泡不挑破，盖干净纱布去医院。",
            "噎食：站在背后，双手抱住上腹，向里向上快速顶，直到吐出来。",
            "煤气中毒：先开窗，再救人，不开灯、不打火，抬到通风处，打急救电话。",
        ],
    ),
    plot(
        CourseTheme::Countryside,
        "庭院经济怎么起步（示例）",
        "巴掌大的院子也能有收入。",
        More::Paper,
        &[
            "先看院子朝向和水源。朝南的种菜育苗，背阴的养菌养蜂，靠路的摆摊接待。",
            "从一样做起。第一年只做一样，记清花了多少、卖了多少、费了多少工，年底再决定加什么。",
            "几户联起来才好卖。统一品种、统一标准、统一叫价，分开种、合起来卖。",
        ],
    ),
    plot(
        CourseTheme::Market,
        "农产品直播卖货入门（示例）",
        "一部手机、一盏灯、三句话。",
        More::Nothing,
        &[
            "选一个有光的地方，手机横着放稳，背景是地头、果园或者厨房，不用布置。",
            "开口三句话：我是谁、卖什么、为什么好。说真话，毛病也说，价格写在纸上举起来。",
            "发货比卖货重要。当天下单第二天发，烂了就赔，回头客是这样来的。",
        ],
    ),
    plot(
        CourseTheme::Science,
        "辨别谣言有办法（示例）",
        "看来源、看时间、看图、问行家。",
        More::Nothing,
        &[
            "看到吓人的消息，先停三分钟。看看是谁发的、什么时候发的、有没有说清地点。",
            "图片可以旧图新用，视频可以剪。拿不准就别转，问问懂行的人，或者查一查正规的发布。",
        ],
    ),
    plot(
        CourseTheme::Culture,
        "八段锦跟练（示例）",
        "每天十二分钟，老少都能练。",
        More::Film,
        &[
            "八段锦动作慢，呼吸匀，不求幅度大。膝盖不好的，蹲浅一点；肩膀不好的，抬低一点。",
            "早晚各一遍，饭后一小时再练。练完搓搓手、揉揉膝，喝杯温水。",
        ],
    ),
    plot(
        CourseTheme::Culture,
        "党性教育基地网上展馆导览（示例）",
        "怎样在网上看展馆：先看序厅，再按年代走。",
        More::Sound,
        &[
            "网上展馆可以放大看实物，也可以听讲解。第一次看，建议按年代走一遍，花二十分钟；第二次挑一个展柜细看。",
            "看完以后，写一段三百字的感受，支部集中学习时念一念。",
        ],
    )
    .of(&[CourseTopic::Exhibition]),
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_theme_and_topic_has_a_course_and_all_are_marked() {
        for theme in CourseTheme::ALL {
            assert!(PLOTS.iter().any(|p| p.theme == *theme), "{}", theme.label());
        }
        for topic in CourseTopic::ALL {
            assert!(PLOTS.iter().any(|p| p.topics.contains(topic)), "{}", topic.label());
        }
        assert!(PLOTS.iter().all(|p| p.title.ends_with("（示例）") && p.text.len() > 1));
    }
}
