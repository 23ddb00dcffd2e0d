//! What exams are refused for: each row a code, a status, a field and a sentence.

use crate::Instant;

refusals! {
    /// Why something about exams is not done.
    pub enum ExamRefusal {
        /// A question has one right answer, a multiple choice two at least.
        WrongNumberOfRight {
            /// The kind's label.
            kind: &'static str,
        } = "exam_right_count" 422 in "right" => if *kind == "多选题" {
            "多选题至少有两个正确答案".to_owned()
        } else {
            format!("{kind}只有一个正确答案，请选定")
        };
        /// What is right must be one of the options.
        RightIsNoOption = "exam_right_no_option" 422 in "right" => "正确答案不在选项里";
        /// Two to six options.
        WrongNumberOfOptions = "exam_option_count" 422 in "options" => "选项应为 2 到 6 个";
        /// An option says nothing.
        EmptyOption {
            /// Which.
            letter: char,
        } = "exam_option_empty" 422 in "options" => format!("请填写选项 {letter}");
        /// An option is too long.
        LongOption {
            /// Which.
            letter: char,
            /// Its characters.
            got: usize,
        } = "exam_option_long" 422 in "options" => format!("选项 {letter} 最多 {} 个字，现在有 {got} 个字", super::OPTION_MAX);
        /// Two options say the same.
        SameOption {
            /// The second of them.
            letter: char,
        } = "exam_option_same" 422 in "options" => format!("选项 {letter} 与前面的选项相同");
        /// The bank holds the same question.
        Duplicate {
            /// How it begins.
            text: String,
        } = "exam_duplicate" 409 in "text" => format!("题库中已有同样的题目：{text}");
        /// No more questions may be drawn.
        BankFull = "exam_bank_full" 409 => format!("题库最多启用 {} 道题，请先停用不再使用的题目", super::BANK_MAX);

        /// An exam is about something.
        NoSubject = "exam_no_subject" 422 in "subjects" => "请至少选择一个科目";
        /// The groups of five.
        GroupsOutOfRange = "exam_groups_out_of_range" 422 in "groups" => format!("题组数应为 1 到 {}", super::GROUPS_MAX);
        /// The minutes.
        MinutesOutOfRange = "exam_minutes_out_of_range" 422 in "minutes" => format!("时限应为 1 到 {} 分钟", super::MINUTES_MAX);
        /// The pass mark.
        PassMarkOutOfRange = "exam_pass_mark_out_of_range" 422 in "pass_mark" => "合格线应为 1 到 100 分";
        /// The tries.
        TriesOutOfRange = "exam_tries_out_of_range" 422 in "tries" => format!("次数应为 1 到 {}，或者不限", super::TRIES_MAX);
        /// It closes before anybody could finish.
        OpenTooShort = "exam_open_short" 422 in "closes_at" => "结束时间应晚于开始时间，且足够答完一份试卷";
        /// It is open for too long.
        OpenTooLong = "exam_open_long" 422 in "closes_at" => "开放时间最长一年";
        /// What is over when it is published.
        ClosesInThePast = "exam_closes_in_past" 422 in "closes_at" => "结束时间已过，请修改后再发布";
        /// Not enough questions to draw from.
        TooFewQuestions {
            /// There are so many.
            there: usize,
            /// Wanted are so many.
            wanted: usize,
        } = "exam_too_few_questions" 409 in "groups" => format!("可用的题目只有 {there} 道，需要 {wanted} 道"),
            next "请减少题组数、增加科目，或者先在题库里补充题目。";
        /// The act does not fit where the exam stands.
        NotNow {
            /// What was tried.
            act: &'static str,
            /// Where it stands.
            state: &'static str,
        } = "exam_not_now" 409 => format!("现在不能{act}：试卷{state}");
        /// It was sat: it stays as it was.
        WasSat {
            /// What was tried.
            act: &'static str,
        } = "exam_was_sat" 409 => format!("已经有人考过，不能{act}；请另建一份试卷");
        /// Withdrawing needs a reason.
        WithdrawalNeedsReason = "exam_withdrawal_reason" 422 in "reason" => "撤回时请写明原因";

        /// It opens later.
        NotOpenYet {
            /// When.
            opens_at: Instant,
            /// When the refusal was made.
            now: Instant,
        } = "exam_not_open" 409 => format!("考试还没有开始，{}开放", opens_at.spoken(*now));
        /// It is closed.
        Closed {
            /// Since when.
            closes_at: Instant,
            /// When the refusal was made.
            now: Instant,
        } = "exam_closed" 409 => format!("考试已在{}结束", closes_at.spoken(*now));
        /// It was withdrawn.
        Withdrawn = "exam_withdrawn" 409 => "这份试卷已撤回，不能再开始";
        /// All tries are used.
        NoTriesLeft {
            /// So many there were.
            tries: u32,
        } = "exam_no_tries_left" 409 => format!("这份试卷可以考 {tries} 次，已经用完"),
            next "可以在“随机练习”和“错题本”里继续练习。";
        /// Nothing to practise in the book of wrong answers.
        NoWrongAnswers = "exam_no_wrong_answers" 409 => "错题本里没有题目，可以先做随机练习";
        /// Something that is no answer of this sitting.
        NotAnAnswer = "exam_not_an_answer" 422 in "answers" => "作答与题目不符，请刷新后重试";
        /// It is handed in already.
        HandedIn = "exam_handed_in" 409 => "已经交卷，作答不再改变";
        /// Its time is over.
        TimeIsUp = "exam_time_is_up" 409 => "考试时间已到，系统按已经收到的作答交卷";

        /// The file can't be read.
        NotAWorkbook = "exam_not_a_workbook" 422 in "file" => "请选择 .xlsx 文件（可以先下载模板）";
        /// The file has no such sheet or no heading row.
        NoQuestionSheet = "exam_no_sheet" 422 in "file" => format!("文件里没有名为“{}”的工作表，或者它是空的", super::SHEET);
        /// A column is missing.
        MissingColumns {
            /// Their names.
            names: String,
        } = "exam_missing_columns" 422 in "file" => format!("缺少列：{names}");
        /// Two columns of one name.
        TwiceTheColumn {
            /// The name.
            name: String,
        } = "exam_column_twice" 422 in "file" => format!("“{name}”这一列出现了两次");
        /// Too many rows.
        TooManyRows = "exam_too_many_rows" 422 in "file" => format!("一次最多导入 {} 行，请分成几个文件", super::IMPORT_ROWS_MAX);
        /// What is to be applied is not what was checked.
        NotAsChecked = "exam_not_as_checked" 409 in "file" => "文件或题库在检查之后有变化，请重新检查";
    }
}
