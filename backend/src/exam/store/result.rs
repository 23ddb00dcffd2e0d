//! How exams went: a member's best of each, and counts by branch.

use crate::bind;
use crate::error::Result;
use crate::http::caller::range;
use crate::store::{Conn, Value};
use gsdj_domain::exam::{BranchResult, MemberResult, ResultFilter, SittingResult};
use gsdj_domain::org::OrgRef;
use gsdj_domain::{ExamId, Instant, MemberId, OrgId};

/// Those who count among the members; as in the index of members, word for word.
const PRESENT: &str = "m.status IN ('present', 'mobile')";

/// Enters what came of a sitting that was just handed in. A member counts once, with the branch they belonged to when they sat
/// first: whoever moves takes nothing away from its counts.
pub(in crate::exam) fn enter(
    c: &mut Conn<'_>,
    exam: ExamId,
    member: MemberId,
    org: OrgId,
    result: &SittingResult,
) -> Result<()> {
    let sql = "SELECT org_id, best, passed FROM exam_best WHERE exam_id = ?1 AND member_id = ?2";
    let before =
        c.first(sql, bind![exam, member], |r| Ok((r.get::<OrgId>(0)?, r.get::<u32>(1)?, r.get::<bool>(2)?)))?;
    let (at, score) = (result.handed_in_at, result.score);
    let (org, first, passes) = match before {
        None => {
            let sql = "INSERT INTO exam_best (exam_id, member_id, org_id, sat, best, best_at, passed)
                       VALUES (?1, ?2, ?3, 1, ?4, ?5, ?6)";
            c.execute(sql, bind![exam, member, org, score, at, result.passed])?;
            (org, true, result.passed)
        }
        Some((org, best, passed)) => {
            let better = score > best;
            let sql = "UPDATE exam_best SET sat = sat + 1, passed = ?3, best = ?4, best_at = CASE WHEN ?5 = 1 THEN ?6 ELSE best_at END
                       WHERE exam_id = ?1 AND member_id = ?2";
            let (passed_now, best) = (passed || result.passed, best.max(score));
            c.execute(sql, bind![exam, member, passed_now, best, better, at])?;
            (org, false, result.passed && !passed)
        }
    };
    if first || passes {
        let sql = "INSERT INTO exam_branch (exam_id, org_id, sat, passed) VALUES (?1, ?2, ?3, ?4)
                   ON CONFLICT (exam_id, org_id) DO UPDATE SET sat = exam_branch.sat + excluded.sat,
                     passed = exam_branch.passed + excluded.passed";
        c.execute(sql, bind![exam, org, first, passes])?;
    }
    Ok(())
}

/// Members who have sat and who have passed, and branches with one who has, below a path.
pub(in crate::exam) fn counts(c: &mut Conn<'_>, exam: ExamId, top: &str) -> Result<(u32, u32, u32)> {
    let (from, to) = range(top);
    let sql = "SELECT CAST(COALESCE(SUM(b.sat), 0) AS BIGINT), CAST(COALESCE(SUM(b.passed), 0) AS BIGINT), COUNT(*)
               FROM exam_branch b JOIN org o ON o.id = b.org_id WHERE b.exam_id = ?1 AND o.path >= ?2 AND o.path < ?3";
    let found = c.first(sql, bind![exam, &from, &to], |r| Ok((r.get(0)?, r.get(1)?, r.get(2)?)))?;
    Ok(found.unwrap_or_default())
}

/// The members of a branch after an id, with their best.
pub(in crate::exam) fn members(
    c: &mut Conn<'_>,
    exam: ExamId,
    branch: OrgId,
    filter: Option<ResultFilter>,
    after: i64,
    limit: usize,
) -> Result<Vec<MemberResult>> {
    let only = match filter {
        None => "",
        Some(ResultFilter::NotSat) => "AND b.best IS NULL",
        Some(ResultFilter::Failed) => "AND b.passed = 0",
        Some(ResultFilter::Passed) => "AND b.passed = 1",
    };
    let sql = format!(
        "SELECT m.id, m.name, b.best, b.passed, b.sat, b.best_at FROM member m
         LEFT JOIN exam_best b ON b.exam_id = ?1 AND b.member_id = m.id
         WHERE m.org_id = ?2 AND {PRESENT} AND m.id > ?3 {only} ORDER BY m.id LIMIT ?4"
    );
    c.rows(&sql, bind![exam, branch, after, limit as i64], |r| {
        Ok(MemberResult {
            member: r.get(0)?,
            name: r.get(1)?,
            best: r.get(2)?,
            passed: r.get::<Option<i64>>(3)? == Some(1),
            sat: r.get::<Option<u32>>(4)?.unwrap_or(0),
            at: r.get::<Option<Instant>>(5)?,
        })
    })
}

/// The branches below a path, after another path and in the order of the tree, with their counts; each with its path.
pub(in crate::exam) fn branches(
    c: &mut Conn<'_>,
    exam: ExamId,
    top: &str,
    q: Option<&str>,
    after: &str,
    limit: usize,
) -> Result<Vec<(String, BranchResult)>> {
    let (from, to) = range(top);
    let pattern = q.map(crate::org::contains);
    let mut values: Vec<Value<'_>> = bind![exam, &from, &to, after, limit as i64].to_vec();
    let mut search = "";
    if let Some(pattern) = &pattern {
        values.push(pattern.into());
        search = "AND o.name LIKE ?6 ESCAPE '!'";
    }
    let sql = format!(
        "SELECT o.id, o.name, o.path, b.sat, b.passed, (SELECT COUNT(*) FROM member m WHERE m.org_id = o.id AND {PRESENT})
         FROM org o LEFT JOIN exam_branch b ON b.exam_id = ?1 AND b.org_id = o.id
         WHERE o.path >= ?2 AND o.path < ?3 AND o.path > ?4 AND o.kind = 'branch' AND o.active = 1 {search}
         ORDER BY o.path LIMIT ?5"
    );
    c.rows(&sql, &values, |r| {
        let branch = BranchResult {
            org: OrgRef { id: r.get(0)?, name: r.get(1)? },
            members: r.get(5)?,
            sat: r.get::<Option<u32>>(3)?.unwrap_or(0),
            passed: r.get::<Option<u32>>(4)?.unwrap_or(0),
        };
        Ok((r.get(2)?, branch))
    })
}
