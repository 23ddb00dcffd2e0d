//! 党建站群 (FEATURES 9.1): the province's own site and those of the fourteen prefectures.

coded! {
    /// A site. Its code is its address: `/sites/lanzhou`.
    pub enum Site {
        /// The province's.
        Province = "province" "甘肃",
        /// 兰州.
        Lanzhou = "lanzhou" "兰州",
        /// 嘉峪关.
        Jiayuguan = "jiayuguan" "嘉峪关",
        /// 金昌.
        Jinchang = "jinchang" "金昌",
        /// 白银.
        Baiyin = "baiyin" "白银",
        /// 天水.
        Tianshui = "tianshui" "天水",
        /// 武威.
        Wuwei = "wuwei" "武威",
        /// 张掖.
        Zhangye = "zhangye" "张掖",
        /// 平凉.
        Pingliang = "pingliang" "平凉",
        /// 酒泉.
        Jiuquan = "jiuquan" "酒泉",
        /// 庆阳.
        Qingyang = "qingyang" "庆阳",
        /// 定西.
        Dingxi = "dingxi" "定西",
        /// 陇南.
        Longnan = "longnan" "陇南",
        /// 临夏.
        Linxia = "linxia" "临夏",
        /// 甘南.
        Gannan = "gannan" "甘南",
    }
}

impl Site {
    /// The fourteen sub-sites, in the order in which they are listed.
    #[must_use]
    pub fn prefectures() -> &'static [Self] {
        &Self::ALL[1..]
    }

    /// What it is called: 兰州党建.
    #[must_use]
    pub fn title(self) -> String {
        format!("{}党建", self.label())
    }

    /// The address of its front page.
    #[must_use]
    pub fn address(self) -> String {
        if self.is_province() { "/news".into() } else { format!("/sites/{}", self.code()) }
    }

    /// Whether it is the province's own.
    #[must_use]
    pub fn is_province(self) -> bool {
        self == Self::Province
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_sites_are_those_of_features_9_1_in_their_order() {
        let named: Vec<_> = Site::prefectures().iter().map(|s| s.label()).collect();
        let wanted = "兰州, 嘉峪关, 金昌, 白银, 天水, 武威, 张掖, 平凉, 酒泉, 庆阳, 定西, 陇南, 临夏, 甘南";
        assert_eq!(named.join(", "), wanted);
        assert_eq!(Site::Lanzhou.address(), "/sites/lanzhou");
        assert_eq!(Site::Province.address(), "/news");
        assert!(Site::ALL.iter().all(|s| s.code().bytes().all(|b| b.is_ascii_lowercase())));
    }
}
