//! Where the demo plays: the province's prefectures and counties by their real names, codes and rough positions.
//!
//! Everything below a county (townships, villages, units) is invented.

use super::ethnicity::Mix;

/// A prefecture: 4 digits of code and its name.
pub(super) const PREFECTURES: &[(&str, &str)] = &[
    ("6201", "兰州市"),
    ("6202", "嘉峪关市"),
    ("6203", "金昌市"),
    ("6204", "白银市"),
    ("6205", "天水市"),
    ("6206", "武威市"),
    ("6207", "张掖市"),
    ("6208", "平凉市"),
    ("6209", "酒泉市"),
    ("6210", "庆阳市"),
    ("6211", "定西市"),
    ("6212", "陇南市"),
    ("6229", "临夏回族自治州"),
    ("6230", "甘南藏族自治州"),
];

/// A county.
#[derive(Debug)]
pub(super) struct County {
    /// 6 digits.
    pub code: &'static str,
    /// Its name.
    pub name: &'static str,
    /// Roughly where its seat lies, in degrees east.
    pub longitude: f64,
    /// And in degrees north.
    pub latitude: f64,
    /// Who lives there.
    pub mix: Mix,
}

impl County {
    /// The name of its prefecture.
    pub fn prefecture(&self) -> &'static str {
        PREFECTURES.iter().find(|(code, _)| self.code.starts_with(code)).map_or("", |(_, name)| name)
    }

    /// The code of its prefecture's committee.
    pub fn prefecture_code(&self) -> String {
        format!("{}00000000", &self.code[..4])
    }

    /// The area at the head of its people's invented numbers: within the prefecture, under a county that does not
    /// exist there, so that no such number can belong to anybody.
    pub fn area(&self) -> String {
        let before =
            COUNTIES.iter().take_while(|c| c.code != self.code).filter(|c| c.code[..4] == self.code[..4]).count();
        format!("{}9{before}", &self.code[..4])
    }
}

const fn county(code: &'static str, name: &'static str, longitude: f64, latitude: f64, mix: Mix) -> County {
    County { code, name, longitude, latitude, mix }
}

/// Every county, in the order of the codes.
pub(super) const COUNTIES: &[County] = &[
    county("620102", "城关区", 103.83, 36.06, Mix::Han),
    county("620103", "七里河区", 103.79, 36.05, Mix::Han),
    county("620104", "西固区", 103.63, 36.09, Mix::Han),
    county("620105", "安宁区", 103.72, 36.10, Mix::Han),
    county("620111", "红古区", 102.86, 36.34, Mix::Han),
    county("620121", "永登县", 103.26, 36.74, Mix::Han),
    county("620122", "皋兰县", 103.95, 36.33, Mix::Han),
    county("620123", "榆中县", 104.11, 35.84, Mix::Han),
    county("620201", "嘉峪关市直", 98.29, 39.77, Mix::Han),
    county("620302", "金川区", 102.19, 38.52, Mix::Han),
    county("620321", "永昌县", 101.97, 38.24, Mix::Han),
    county("620402", "白银区", 104.17, 36.54, Mix::Han),
    county("620403", "平川区", 104.83, 36.73, Mix::Han),
    county("620421", "靖远县", 104.68, 36.57, Mix::Han),
    county("620422", "会宁县", 105.05, 35.69, Mix::Han),
    county("620423", "景泰县", 104.06, 37.18, Mix::Han),
    county("620502", "秦州区", 105.72, 34.58, Mix::Han),
    county("620503", "麦积区", 105.89, 34.57, Mix::Han),
    county("620521", "清水县", 106.14, 34.75, Mix::Han),
    county("620522", "秦安县", 105.67, 34.86, Mix::Han),
    county("620523", "甘谷县", 105.33, 34.75, Mix::Han),
    county("620524", "武山县", 104.89, 34.72, Mix::Han),
    county("620525", "张家川回族自治县", 106.20, 34.99, Mix::Hui),
    county("620602", "凉州区", 102.64, 37.93, Mix::Han),
    county("620621", "民勤县", 103.09, 38.62, Mix::Han),
    county("620622", "古浪县", 102.90, 37.47, Mix::Han),
    county("620623", "天祝藏族自治县", 103.14, 36.97, Mix::Tianzhu),
    county("620702", "甘州区", 100.45, 38.93, Mix::Han),
    county("620721", "肃南裕固族自治县", 99.62, 38.84, Mix::Sunan),
    county("620722", "民乐县", 100.82, 38.43, Mix::Han),
    county("620723", "临泽县", 100.17, 39.15, Mix::Han),
    county("620724", "高台县", 99.82, 39.38, Mix::Han),
    county("620725", "山丹县", 101.09, 38.78, Mix::Han),
    county("620802", "崆峒区", 106.67, 35.54, Mix::Han),
    county("620821", "泾川县", 107.37, 35.33, Mix::Han),
    county("620822", "灵台县", 107.62, 35.06, Mix::Han),
    county("620823", "崇信县", 107.03, 35.30, Mix::Han),
    county("620825", "庄浪县", 106.04, 35.20, Mix::Han),
    county("620826", "静宁县", 105.73, 35.53, Mix::Han),
    county("620881", "华亭市", 106.65, 35.22, Mix::Han),
    county("620902", "肃州区", 98.51, 39.74, Mix::Han),
    county("620921", "金塔县", 98.90, 39.98, Mix::Han),
    county("620922", "瓜州县", 95.78, 40.52, Mix::Han),
    county("620923", "肃北蒙古族自治县", 94.88, 39.51, Mix::Mongol),
    county("620924", "阿克塞哈萨克族自治县", 94.34, 39.63, Mix::Kazakh),
    county("620981", "玉门市", 97.05, 40.29, Mix::Han),
    county("620982", "敦煌市", 94.66, 40.14, Mix::Han),
    county("621002", "西峰区", 107.65, 35.73, Mix::Han),
    county("621021", "庆城县", 107.88, 36.01, Mix::Han),
    county("621022", "环县", 107.31, 36.57, Mix::Han),
    county("621023", "华池县", 107.99, 36.46, Mix::Han),
    county("621024", "合水县", 108.02, 35.82, Mix::Han),
    county("621025", "正宁县", 108.36, 35.49, Mix::Han),
    county("621026", "宁县", 107.93, 35.50, Mix::Han),
    county("621027", "镇原县", 107.20, 35.68, Mix::Han),
    county("621102", "安定区", 104.61, 35.58, Mix::Han),
    county("621121", "通渭县", 105.24, 35.21, Mix::Han),
    county("621122", "陇西县", 104.63, 35.00, Mix::Han),
    county("621123", "渭源县", 104.22, 35.14, Mix::Han),
    county("621124", "临洮县", 103.86, 35.39, Mix::Han),
    county("621125", "漳县", 104.47, 34.85, Mix::Han),
    county("621126", "岷县", 104.04, 34.44, Mix::Han),
    county("621202", "武都区", 104.93, 33.39, Mix::Han),
    county("621221", "成县", 105.74, 33.75, Mix::Han),
    county("621222", "文县", 104.68, 32.94, Mix::Han),
    county("621223", "宕昌县", 104.39, 34.05, Mix::Han),
    county("621224", "康县", 105.61, 33.33, Mix::Han),
    county("621225", "西和县", 105.30, 34.01, Mix::Han),
    county("621226", "礼县", 105.18, 34.19, Mix::Han),
    county("621227", "徽县", 106.09, 33.77, Mix::Han),
    county("621228", "两当县", 106.30, 33.91, Mix::Han),
    county("622901", "临夏市", 103.24, 35.60, Mix::Linxia),
    county("622921", "临夏县", 103.04, 35.48, Mix::Linxia),
    county("622922", "康乐县", 103.71, 35.37, Mix::Linxia),
    county("622923", "永靖县", 103.29, 35.96, Mix::Linxia),
    county("622924", "广河县", 103.58, 35.49, Mix::Linxia),
    county("622925", "和政县", 103.35, 35.43, Mix::Linxia),
    county("622926", "东乡族自治县", 103.39, 35.66, Mix::Dongxiang),
    county("622927", "积石山保安族东乡族撒拉族自治县", 102.88, 35.72, Mix::Jishishan),
    county("623001", "合作市", 102.91, 35.00, Mix::Gannan),
    county("623021", "临潭县", 103.35, 34.69, Mix::Gannan),
    county("623022", "卓尼县", 103.51, 34.59, Mix::Gannan),
    county("623023", "舟曲县", 104.37, 33.79, Mix::Gannan),
    county("623024", "迭部县", 103.22, 34.06, Mix::Gannan),
    county("623025", "玛曲县", 102.07, 34.00, Mix::Gannan),
    county("623026", "碌曲县", 102.49, 34.59, Mix::Gannan),
    county("623027", "夏河县", 102.52, 35.20, Mix::Gannan),
];

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeSet;

    #[test]
    fn the_province_has_fourteen_prefectures_and_eighty_six_counties() {
        assert_eq!(PREFECTURES.len(), 14);
        // one prefecture has no counties and stands for itself
        assert_eq!(COUNTIES.len(), 86 + 1);
        assert!(COUNTIES.windows(2).all(|w| w[0].code < w[1].code));
        assert!(COUNTIES.iter().all(|c| !c.prefecture().is_empty()));
        assert!(COUNTIES.iter().all(|c| (92.0..109.0).contains(&c.longitude) && (32.5..43.0).contains(&c.latitude)));
    }

    #[test]
    fn areas_of_numbers_are_no_county_s_own_and_never_shared() {
        let areas: BTreeSet<_> = COUNTIES.iter().map(County::area).collect();
        assert_eq!(areas.len(), COUNTIES.len());
        assert!(areas.iter().all(|a| a.len() == 6 && COUNTIES.iter().all(|c| c.code != a)));
    }
}
