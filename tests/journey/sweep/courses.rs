//! The learning centre's pages in the demo as it is filled.

use super::places::with;
use crate::journey::harness::Demo;

/// Addresses of the learning centre.
pub struct CoursePlaces {
    pub course: String,
    pub film: String,
    pub text: String,
    group_study: String,
    answer: String,
    new_group_study: String,
    edit: String,
    edit_film: String,
}

impl CoursePlaces {
    pub async fn find(demo: &Demo) -> Self {
        let number = async |sql: &str| demo.platform.number(sql).await;
        let course = number("SELECT MIN(id) FROM course WHERE state = 'published'").await;
        let lesson = async |kind: &str| {
            let sql = format!("SELECT MIN(id) FROM lesson WHERE course_id = {course} AND kind = '{kind}'");
            demo.platform.number(sql).await
        };
        let (film, text) = (lesson("video").await, lesson("text").await);
        let group_study = number("SELECT MAX(id) FROM group_study").await;
        Self {
            course: format!("/learning/courses/{course}"),
            film: format!("/learning/lessons/{film}"),
            text: format!("/learning/lessons/{text}"),
            group_study: format!("/learning/group-studies/{group_study}"),
            answer: format!("/learning/group-studies/{group_study}/answer"),
            new_group_study: format!("/learning/group-studies/new?lesson={film}"),
            edit: format!("/learning/manage/{course}"),
            edit_film: format!("/learning/manage/lessons/{film}"),
        }
    }

    /// What everybody may see.
    pub fn open(&self) -> Vec<String> {
        let fixed = ["/learning/centre", "/learning/courses", "/learning/courses?theme=skills", "/learning/topics"];
        with(&fixed, &[&self.course, &self.film])
    }

    pub fn of_member(&self) -> Vec<String> {
        let certificate = format!("{}/certificate", self.course);
        [self.open(), with(&["/learning/chosen"], &[&self.text, &certificate, &self.answer])].concat()
    }

    pub fn of_branch(&self) -> Vec<String> {
        let own = with(&["/learning/chosen", "/learning/group-studies"], &[&self.group_study, &self.new_group_study]);
        [self.open(), own].concat()
    }

    pub fn of_editors(&self) -> Vec<String> {
        let lesson = format!("{}/lessons/new", self.edit);
        with(&["/learning/manage", "/learning/manage/new"], &[&self.edit, &self.edit_film, &lesson])
    }
}
