//! What every field's standard asks for.

use super::standard;
use crate::meeting::MeetingKind::{
    CommitteeMeeting, GeneralMeeting, GroupMeeting, LifeMeeting, PartyLecture, ThemeDay,
};
use crate::standards::probe::Probe;
use crate::time::Period::{Month, Quarter, Year};

standard! {
    /// Every field's.
    EVERY:
    Politics {
        "C1-01" "及时学习贯彻上级部署":
            "中央、省委和上级党组织的重要会议、重要文件下发后，支部要及时组织学习，联系本单位实际研究怎么落实，并明确由谁去办。" /
            "查会议记录：有学习内容，有贯彻意见，有责任人。" /
            GeneralMeeting CommitteeMeeting ThemeDay File Note;
        "C1-02" "抓好党员集中学习":
            "年初有学习计划，内容、时间、主讲人落到人头。党员每年集中学习培训一般不少于 32 学时，支部书记和委员一般不少于 56 学时，并至少参加一次集中培训。" /
            "查学习计划、签到和学时登记。" /
            ThemeDay PartyLecture GeneralMeeting File Note;
        "C1-03" "严守政治纪律和规矩":
            "经常用党章党规和身边案例教育党员，每年至少集中开展一次警示教育；发现苗头性问题，及时谈话提醒。" /
            "查警示教育记录和谈话情况，看有无隐瞒不报。" /
            ThemeDay PartyLecture GeneralMeeting File Note;
        "C1-04" "管好思想阵地":
            "支委会定期分析党员、群众的思想动态，管好公开栏、工作群和活动场所，有错误言论及时指出、引导。" /
            "查支委会研究记录，抽看公开栏和工作群。" /
            CommitteeMeeting File Note;
    }
    Organisation {
        "C2-01" "支部设置规范":
            "有正式党员 3 人以上的单位单独成立支部，不足 3 人的就近就便组建联合支部。支部党员一般不超过 50 人，超过的要研究划分。" /
            "查党员名册和成立批复。" /
            Overview File Note => Probe::Size { most: 50 };
        "C2-02" "支委会健全":
            "正式党员 7 人以上的支部设支部委员会，由 3 至 5 人组成，一般不超过 7 人，设书记和组织、宣传、纪检等委员。不足 7 人的设书记 1 名，必要时可设副书记 1 名。" /
            "查选举材料和上级批复，与系统中的支委会一致。" /
            Committee GeneralMeeting File => Probe::CommitteeFormed;
        "C2-03" "班子分工明确、集体决定":
            "书记、委员各有分工，人人有事管。支部的重要事项由支委会或者党员大会集体讨论决定，不由一人说了算。" /
            "查分工文件和会议记录，问委员自己管什么。" /
            Committee CommitteeMeeting Disclosure File Note;
        "C2-04" "党小组划分合理":
            "党员较多，或者居住、工作分散的支部，按便于活动的原则划分党小组，每组有组长，每名党员都编入一个小组。" /
            "查党小组名单，与系统中的党小组一致。" /
            Groups CommitteeMeeting File Note => Probe::GroupsFormed;
    }
    Life {
        "C3-01" "按季召开支部党员大会":
            "支部党员大会一般每季度召开一次，有表决权的到会党员超过应到的半数才能开会。会前通知议题，会上充分讨论，会后抓落实。" /
            "按季度看会议是否完成，到会人数是否够，记录是否真实完整。" /
            GeneralMeeting File Note => Probe::Held { kind: GeneralMeeting, each: Quarter };
        "C3-02" "按月召开支部委员会会议":
            "支部委员会会议一般每月召开一次，半数以上委员到会才能进行，研究支部日常工作和提交党员大会的事项。不设支委会的支部选不适用。" /
            "按月看会议是否完成，议题是否具体。" /
            CommitteeMeeting File Note => Probe::Held { kind: CommitteeMeeting, each: Month };
        "C3-03" "按月召开党小组会":
            "党小组会一般每月召开一次，组织党员学习、谈心、落实支部交办的事。不划分党小组的支部选不适用。" /
            "按月看党小组会是否完成，每个小组是否都开。" /
            GroupMeeting File Note => Probe::Held { kind: GroupMeeting, each: Month };
        "C3-04" "按季上好党课":
            "每季度至少安排一次党课，支部书记带头讲，也请先进人物、业务骨干讲，讲党员听得懂、用得上的内容。" /
            "按季度看党课是否完成，有无讲稿，书记当年是否讲过。" /
            PartyLecture File Note => Probe::Held { kind: PartyLecture, each: Quarter };
        "C3-05" "每月开展主题党日":
            "每月相对固定一天开展主题党日，集中学习、过组织生活、民主议事或者志愿服务，事前定好主题，事后有人跟进。" /
            "按月看主题党日是否完成，参加人数和照片是否对得上。" /
            ThemeDay File Note => Probe::Held { kind: ThemeDay, each: Month };
        "C3-06" "开好组织生活会和民主评议":
            "每年至少召开一次组织生活会，一般放在第四季度；每年开展一次民主评议党员。会前学习谈心、听取意见，会上开展批评和自我批评，会后列清单整改。" /
            "查会议记录、评议结果和整改清单。" /
            LifeMeeting GeneralMeeting File Note => Probe::Held { kind: LifeMeeting, each: Year };
        "C3-07" "经常谈心谈话":
            "委员之间、委员和党员之间、党员和党员之间，每年谈心谈话一般不少于一次。党员遇到变故、受到处分、思想有波动时，及时去谈。" /
            "查谈话登记，抽问党员。" /
            File Note;
    }
    Members {
        "C4-01" "严格发展党员":
            "按申请入党、积极分子的确定和培养、发展对象的确定和考察、预备党员的接收、预备党员的教育考察和转正五个阶段、25 个步骤办理，一步不少，材料齐全，该公示的公示。" /
            "逐份查入党材料，看时间前后是否对得上。" /
            GeneralMeeting CommitteeMeeting Disclosure File Note;
        "C4-02" "培养好入党积极分子":
            "每名积极分子指定一至两名正式党员作培养联系人，支部每半年考察一次，经过一年以上培养教育才能确定为发展对象。没有积极分子的，写明原因和打算。" /
            "查培养考察登记和联系人名单。" /
            CommitteeMeeting GeneralMeeting File Note;
        "C4-03" "按月交纳党费":
            "党员按标准每月主动交纳党费，支部如实登记、按时上交，每年至少公布一次收缴情况；对无故不交的及时提醒、教育。" /
            "查党费登记和公布情况。" /
            Disclosure GeneralMeeting File Note;
        "C4-04" "组织关系清楚":
            "党员转入、转出及时办理。外出学习、工作、生活 6 个月以上且地点相对固定的，转移组织关系；暂不能转的作为流动党员登记，保持联系。" /
            "对照名册，逐人核对去向和联系电话。" /
            File Note;
        "C4-05" "关心帮助党员":
            "掌握生活困难党员、老党员、生病党员的情况，重要节日和遇到难处时上门看望，能帮的事帮到实处。" /
            "查走访登记，问党员本人。" /
            ThemeDay File Note;
    }
    Means {
        "C5-01" "活动场所能用、常用":
            "有相对固定的活动场所，做到有场所、有设施、有标志、有党旗、有书报、有制度；没有单独场所的，与邻近支部合用。" /
            "实地看，对照支部概述中填写的活动场所。" /
            Overview File => Probe::OverviewFilled;
        "C5-02" "制度管用":
            "三会一课、主题党日、发展党员、党费收缴、党务公开等制度齐全，写得简单明白，党员知道、照着做。" /
            "查制度，抽问党员。" /
            GeneralMeeting CommitteeMeeting File Note;
        "C5-03" "台账真实":
            "会议当时记、活动当时登，不补记、不抄袭、不为留痕而留痕。能在系统中查到的，不要求另做纸质台账。" /
            "抽查会议记录与照片、签到是否一致。" /
            GeneralMeeting CommitteeMeeting ThemeDay File Note;
        "C5-04" "经费有来源、用得明白":
            "活动经费有来源，用在学习、活动和关心党员上，开支由支委会研究，每年向党员公布一次。" /
            "查经费登记、票据和公布情况。" /
            CommitteeMeeting Disclosure File Note;
    }
    Appraisal {
        "C6-01" "书记述职":
            "支部书记每年向上级党组织述职一次，并向党员大会报告工作，讲实绩、讲问题、讲打算，听取党员意见。" /
            "查述职材料和党员大会记录。" /
            GeneralMeeting File Note;
        "C6-02" "党务公开":
            "支部决定、发展党员、党费收支、评先评优等事项，按规定的范围和时间向党员公开，有疑问的给出答复。" /
            "查公开内容和时间。" /
            Disclosure GeneralMeeting File Note;
        "C6-03" "评议结果用起来":
            "民主评议结果作为党员评先评优和教育帮助的依据。优秀的表扬，差的谈话帮助，不合格的按程序处置。" /
            "查评议结果和后续处理。" /
            LifeMeeting CommitteeMeeting File Note;
        "C6-04" "问题整改到位":
            "上级检查、组织生活会和群众提出的问题，列出清单，写明责任人和时限，办完一件销一件，办不了的说明原因。" /
            "查问题清单和整改结果，回访提意见的人。" /
            CommitteeMeeting GeneralMeeting Disclosure File Note;
    }
}
