//! Who lives where, and how invented people are called.

use super::seeded::of;
use gsdj_domain::member::Sex;
use rand::Rng;

/// The peoples of a county, roughly.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Mix {
    /// 汉 nearly everywhere.
    Han,
    /// 张家川.
    Hui,
    /// 天祝.
    Tianzhu,
    /// 肃南.
    Sunan,
    /// 肃北.
    Mongol,
    /// 阿克塞.
    Kazakh,
    /// 临夏州.
    Linxia,
    /// 东乡.
    Dongxiang,
    /// 积石山.
    Jishishan,
    /// 甘南州.
    Gannan,
}

impl Mix {
    /// Peoples and their parts of a hundred.
    const fn parts(self) -> &'static [(&'static str, u32)] {
        match self {
            Self::Han => &[("汉族", 94), ("回族", 3), ("藏族", 1), ("满族", 1), ("蒙古族", 1)],
            Self::Hui => &[("回族", 62), ("汉族", 38)],
            Self::Tianzhu => &[("汉族", 55), ("藏族", 35), ("土族", 10)],
            Self::Sunan => &[("汉族", 42), ("裕固族", 36), ("藏族", 18), ("蒙古族", 4)],
            Self::Mongol => &[("汉族", 50), ("蒙古族", 45), ("回族", 5)],
            Self::Kazakh => &[("汉族", 52), ("哈萨克族", 40), ("回族", 8)],
            Self::Linxia => &[("汉族", 46), ("回族", 38), ("东乡族", 14), ("撒拉族", 2)],
            Self::Dongxiang => &[("东乡族", 74), ("汉族", 16), ("回族", 10)],
            Self::Jishishan => &[("汉族", 42), ("保安族", 20), ("东乡族", 16), ("回族", 14), ("撒拉族", 8)],
            Self::Gannan => &[("藏族", 52), ("汉族", 40), ("回族", 7), ("土族", 1)],
        }
    }

    /// One person's people.
    pub fn draw(self, rng: &mut impl Rng) -> &'static str {
        let mut at = rng.random_range(0..100);
        for (name, part) in self.parts() {
            if at < *part {
                return name;
            }
            at -= part;
        }
        "汉族"
    }
}

/// Surnames, the frequent ones more than once.
const SURNAMES: &[&str] = &[
    "王", "王", "王", "李", "李", "李", "张", "张", "张", "刘", "刘", "陈", "杨", "杨", "赵", "马", "魏", "魏", "何",
    "郭", "高", "孙", "周", "徐", "朱", "胡", "罗", "梁", "宋", "郑", "谢", "韩", "唐", "冯", "董", "曹", "袁", "许",
    "邓", "萧", "田", "石", "任", "潘", "范", "方", "雷", "贺", "武", "乔", "孔", "白", "崔", "康", "毛", "史", "侯",
    "段", "寇", "柴", "蔺", "俞", "汪", "权", "裴", "缑", "保", "苟", "祁", "牟",
];
const MUSLIM: &[&str] = &["马", "马", "马", "马", "冶", "哈", "丁", "米", "白", "穆", "韩", "妥", "喇", "拜", "铁"];
const YUGUR: &[&str] = &["安", "兰", "郎", "杨", "妥", "白", "索", "钟", "贺", "巴"];
const MALE: &[&str] = &[
    "建", "国", "军", "志", "强", "明", "永", "福", "生", "文", "海", "平", "成", "玉", "学", "忠", "万", "富", "贵",
    "德", "伟", "斌", "涛", "鹏", "浩", "宏", "林", "龙", "辉", "勇", "毅", "峰", "瑞", "祥", "喜", "旭", "东", "振",
    "华", "彦",
];
const FEMALE: &[&str] = &[
    "秀", "英", "兰", "芳", "玉", "梅", "桂", "花", "淑", "珍", "红", "霞", "燕", "丽", "娟", "萍", "琴", "小", "晓",
    "雪", "莲", "巧", "慧", "静", "婷", "敏", "倩", "雅", "彩", "云", "春", "艳", "菊", "凤", "翠", "香", "月", "欣",
    "蓉", "洁",
];
const TIBETAN_FIRST: &[&str] =
    &["扎西", "才让", "旦增", "贡布", "索南", "多杰", "加华", "桑吉", "格桑", "仁青", "道吉", "尕藏", "完玛", "次成"];
const TIBETAN_HE: &[&str] = &["东珠", "加措", "道智", "多杰", "才旦", "扎西", "嘉措", "昂秀", "达杰", "旦珠"];
const TIBETAN_SHE: &[&str] = &["卓玛", "拉姆", "草", "措姆", "央金", "吉", "梅朵", "曲珍", "德吉", "贡保吉"];

/// An invented name.
pub(super) fn name(rng: &mut impl Rng, ethnicity: &str, sex: Sex) -> String {
    let mut pick = |list: &[&'static str]| of(list, rng.random_range(0..list.len()));
    let given: &[&str] = match sex {
        Sex::Male => MALE,
        Sex::Female => FEMALE,
    };
    match ethnicity {
        "藏族" => {
            let second = match sex {
                Sex::Male => TIBETAN_HE,
                Sex::Female => TIBETAN_SHE,
            };
            let (first, second) = (pick(TIBETAN_FIRST), pick(second));
            if first == second { format!("{first}加") } else { format!("{first}{second}") }
        }
        "回族" | "东乡族" | "保安族" | "撒拉族" => chinese(pick(MUSLIM), pick(given), pick(given)),
        "裕固族" => chinese(pick(YUGUR), pick(given), pick(given)),
        _ => chinese(pick(SURNAMES), pick(given), pick(given)),
    }
}

/// Surname and one or two characters.
fn chinese(surname: &str, first: &str, second: &str) -> String {
    if first == second { format!("{surname}{first}") } else { format!("{surname}{first}{second}") }
}
