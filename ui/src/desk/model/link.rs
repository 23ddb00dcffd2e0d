//! The catalogue of links as it is changed: one put in, taken out, moved.

use gsdj_domain::content::{Link, new_code};

/// What is done to the catalogue.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Change {
    /// This stands in the place of the one with its code; a link without a code is new and goes last.
    Put(Link),
    /// The one with this code goes.
    Remove(String),
    /// The one with this code goes so many places down, or up where negative.
    Move(String, isize),
    /// The platform's own stands again.
    Reset,
}

/// The catalogue after a change, and what is said about it. Nothing where it changes nothing.
#[must_use]
pub fn changed(links: &[Link], change: &Change) -> Option<(Vec<Link>, String)> {
    let mut links = links.to_vec();
    let place = |links: &[Link], code: &str| links.iter().position(|link| link.code == code);
    let said = match change {
        Change::Put(link) if link.code.is_empty() => {
            let link = Link { code: new_code(&links), ..link.clone() };
            let said = format!("“{}”已加上", link.name);
            links.push(link);
            said
        }
        Change::Put(link) => {
            let n = place(&links, &link.code).filter(|n| links[*n] != *link)?;
            links[n] = link.clone();
            format!("“{}”已修改", link.name)
        }
        Change::Remove(code) => {
            let n = place(&links, code)?;
            format!("“{}”已删除", links.remove(n).name)
        }
        Change::Move(code, by) => {
            let n = place(&links, code)?;
            let to = n.checked_add_signed(*by).filter(|to| *to < links.len() && *to != n)?;
            let link = links.remove(n);
            let said = format!("“{}”移到第 {} 位", link.name, to + 1);
            links.insert(to, link);
            said
        }
        Change::Reset => {
            links.clear();
            "已恢复平台自带的链接".into()
        }
    };
    Some((links, said))
}

#[cfg(test)]
mod tests {
    use super::*;
    use gsdj_domain::content::LINKS;

    fn all() -> Vec<Link> {
        LINKS.iter().take(3).map(Link::of).collect()
    }

    fn after(change: &Change) -> Option<(Vec<String>, String)> {
        let (links, said) = changed(&all(), change)?;
        Some((links.into_iter().map(|link| link.code).collect(), said))
    }

    #[test]
    fn links_go_up_and_down_within_the_catalogue() {
        let (order, said) = after(&Change::Move("12371".into(), -1)).unwrap();
        assert_eq!(order, ["learning-platform", "12371", "xuexi"]);
        assert_eq!(said, "“共产党员网”移到第 2 位");
        assert_eq!(after(&Change::Move("12371".into(), 1)), None);
        assert_eq!(after(&Change::Move("learning-platform".into(), -1)), None);
        assert_eq!(after(&Change::Move("none".into(), 1)), None);
    }

    #[test]
    fn a_link_is_put_in_its_place_or_last_and_taken_out() {
        let new = Link { code: String::new(), name: "甘肃数字图书馆".into(), ..Link::of(&LINKS[1]) };
        assert_eq!(after(&Change::Put(new)).unwrap().0, ["learning-platform", "xuexi", "12371", "link-1"]);
        let same = Link::of(&LINKS[1]);
        assert_eq!(after(&Change::Put(same.clone())), None);
        let (links, said) = changed(&all(), &Change::Put(Link { earns: false, ..same })).unwrap();
        assert_eq!((links[1].earns, said.as_str()), (false, "“学习强国”已修改"));
        assert_eq!(after(&Change::Remove("xuexi".into())).unwrap().0, ["learning-platform", "12371"]);
        assert_eq!(after(&Change::Reset).unwrap().0, Vec::<String>::new());
    }
}
