//! What the learning centre refuses: each row a code, a status, a field and a sentence.

refusals! {
    /// Why something about courses or study is not done.
    pub enum LearningRefusal {
        /// The act does not fit where the course stands.
        NotNow {
            /// What was tried, as a Chinese label.
            act: &'static str,
            /// Where it stands, as a Chinese label.
            state: &'static str,
        } = "course_not_now" 409 => format!("现在不能{act}：课程{state}");
        /// A course without lessons is not published.
        NoLessons = "course_no_lessons" 422 in "lessons" => "请先添加至少一个课时，再发布";
        /// More lessons than a course holds.
        TooManyLessons {
            /// The most it holds.
            max: usize,
        } = "course_too_many_lessons" 422 in "lessons" => format!("一门课程最多 {max} 个课时");
        /// The order names other lessons than the course has.
        OrderDiffers = "course_order_differs" 422 in "order" => "课时顺序与课程现有的课时不一致，请刷新后再试";
        /// A year that no course is from.
        BadYear = "course_bad_year" 422 in "year" => "年份不正确，请填写四位数的年份";
        /// A lesson of this kind needs a file.
        NeedsFile {
            /// The lesson's kind, as a Chinese label.
            kind: &'static str,
        } = "lesson_needs_file" 422 in "file" => format!("请先上传{kind}文件");
        /// The file is of another kind than the lesson.
        OtherFile {
            /// The lesson's kind, as a Chinese label.
            kind: &'static str,
        } = "lesson_other_file" 422 in "file" => format!("这个文件不是{kind}，请重新选择");
        /// How long it lasts is not said, or can't be.
        BadDuration = "lesson_bad_duration" 422 in "duration" => "读不出时长，请填写 1 秒到 12 小时之间的时长";
        /// A document's length can't be.
        BadCharacters = "lesson_bad_characters" 422 in "characters" => "请填写文档的大约字数";
        /// Subtitles of another form than WebVTT.
        BadSubtitles = "lesson_bad_subtitles" 422 in "subtitles" => "字幕应为 WebVTT 格式，第一行写 WEBVTT";
        /// Somebody has studied it: it stays.
        Studied = "course_studied" 409 => "已经有人学习，不能删除", next "可以下架课程，学过的人仍能看到自己的进度。";
        /// Another device goes on with studying.
        TakenOver {
            /// Which.
            device: String,
        } = "study_taken_over" 409 => format!("已在{device}上学习，这里不再计时"), next "同一时间只在一处计时。要在这里继续，请按“在这里继续”。";
        /// No player of the caller's is open.
        NotStudying = "study_not_open" 409 => "学习没有开始或已经结束，请重新打开这个课时";
        /// More than one report holds.
        TooMuchAtOnce {
            /// The most.
            max: usize,
        } = "study_too_much_at_once" 422 in "played" => format!("一次最多提交 {max} 段离线学习记录");
        /// Not all lessons are finished.
        NotFinished {
            /// How many are missing.
            missing: u32,
        } = "course_not_finished" 409 => format!("还有 {missing} 个课时没有学完，学完后可以查看结业证书");
        /// A group study that is over takes nothing more.
        GroupStudyOver = "group_study_over" 409 => "这次集中学习已经结束", next "可以重新开始一次，已经记上的学习都保留。";
        /// A group study of nobody.
        NobodyPresent = "group_study_nobody" 422 in "members" => "请勾选到场的党员";
        /// A group study plays something.
        NotPlayed = "group_study_not_played" 422 in "lesson" => "集中学习播放视频或音频课时，请换一个课时";
        /// A question stands outside what is played.
        QuestionOutside {
            /// Where the lesson ends: 12:05.
            end: String,
        } = "lesson_question_outside" 422 in "at" => format!("提问的位置应在 0:01 到 {end} 之间，写成“分:秒”");
        /// Two questions at one place.
        QuestionThere {
            /// Where: 12:05.
            at: String,
        } = "lesson_question_there" 422 in "at" => format!("{at} 处已有提问，请换一个位置");
        /// More questions than a lesson holds.
        TooManyQuestions {
            /// The most it holds.
            max: usize,
        } = "lesson_too_many_questions" 409 => format!("一个课时最多 {max} 个提问");
        /// A lesson becomes shorter than its last question stands.
        QuestionBeyond {
            /// Where that stands: 12:05.
            at: String,
        } = "lesson_question_beyond" 422 in "duration" => format!("{at} 处有提问，时长不能比它短；请先修改或删除这个提问");
        /// A lesson with questions is played.
        HasQuestions = "lesson_has_questions" 422 in "kind" => "这个课时有提问，只能是视频或音频；请先删除提问";
        /// Something that is read has no place to pause at.
        NoPlaceToAsk = "lesson_no_place_to_ask" 409 => "只有视频和音频课时可以设提问";
        /// The film pauses on one question at a time.
        QuestionOpen = "group_study_question_open" 409 => "上一个提问还没有结束，请先按“继续”";
        /// Late: the right answer is on the screen.
        QuestionClosed = "group_study_question_closed" 409 => "这道题已经结束作答，答案在屏幕上", next "下一道提问会自动出现在这里。";
        /// Only those who are there answer.
        NotPresent = "group_study_not_present" 409 => "您没有登记到场，不能作答", next "请支部在屏幕上按“调整到场人员”补勾您的名字，再作答。";
        /// Nothing is chosen.
        NothingChosen = "group_study_nothing_chosen" 422 in "chosen" => "请先选择答案，再提交";
        /// Something that is no answer of this question.
        NoSuchOption = "group_study_no_such_option" 422 in "chosen" => "作答与题目不符，请刷新后重试";
        /// Only videos are open to those who are not signed in (FEATURES 0.5).
        MembersOnly = "lesson_members_only" 401 => "请登录后学习", next "未登录时可以观看视频课程，其他内容请登录后学习。";
    }
}
