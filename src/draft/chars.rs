//! Facts about characters that decide how a draft is read: spaces, the two widths, marks that end a
//! sentence, brackets, ideographs. Facts of typesetting are in `punct`.

/// Whether the character is an ideograph.
pub(super) fn is_han(character: char) -> bool {
    matches!(character, '\u{4E00}'..='\u{9FFF}' | '\u{3400}'..='\u{4DBF}' | '\u{20000}'..='\u{3FFFF}' | '〇')
}

/// Whether the character is a Chinese mark, which needs no space beside it.
pub(super) fn is_chinese_mark(character: char) -> bool {
    matches!(
        character,
        '\u{3001}'..='\u{3003}' | '\u{3008}'..='\u{3011}' | '\u{3014}'..='\u{301B}'
            | '，' | '：' | '；' | '？' | '！' | '（' | '）' | '“' | '”' | '‘' | '’'
    )
}

/// Whether the character ends a sentence or a clause that can end a paragraph.
pub(super) fn is_final(character: char) -> bool {
    matches!(character, '。' | '！' | '？' | '；' | '：' | '…' | '!' | '?' | ';' | ':' | '．')
}

/// Whether the character may stand between the final mark and the end of the line.
fn is_closer(character: char) -> bool {
    matches!(character, '”' | '’' | '）' | '》' | '」' | '』' | '】' | '〕' | ')' | '"' | '*')
}

/// Whether a text ends as a paragraph does: with a final mark, perhaps within brackets.
pub(super) fn ends_sentence(text: &str) -> bool {
    // No text ends with more brackets than these; looking no further keeps reading linear.
    let mut ending = text.chars().rev().take(16).skip_while(|character| is_closer(*character));
    match ending.next() {
        Some('.') => ending.next().is_some_and(|c| c.is_ascii_alphabetic()),
        last => last.is_some_and(is_final),
    }
}

/// Whether a line can be a line of a title: it is short and no sentence.
pub(super) fn is_title(words: &str) -> bool {
    !longer_than(words, 45)
        && !ends_sentence(words)
        && !words.contains(['。', '；', '，', '|', '\t'])
        && !has_narrow_pause(words)
}

/// Whether a half-width comma or semicolon divides Chinese words, as OCR reads those of Chinese.
fn has_narrow_pause(words: &str) -> bool {
    words.contains([',', ';']) && {
        let mut before = ' ';
        words.chars().any(|c| {
            let pause = matches!(c, ',' | ';') && is_han(before);
            before = c;
            pause
        })
    }
}

/// The half-width form of a full-width letter, digit or mark.
pub(super) fn narrow(character: char) -> char {
    match character {
        '\u{FF01}'..='\u{FF5E}' => {
            char::from_u32(u32::from(character) - 0xFEE0).unwrap_or(character)
        }
        '\u{3000}' => ' ',
        _ => character,
    }
}

/// The simplified form of a traditional character that labels and mastheads are made of; any other
/// character as it is.
pub(super) fn simplified(character: char) -> char {
    match character {
        '傳' => '传',
        '內' => '内',
        '創' => '创',
        '動' => '动',
        '務' => '务',
        '區' => '区',
        '協' => '协',
        '參' => '参',
        '員' => '员',
        '單' => '单',
        '國' => '国',
        '團' => '团',
        '執' => '执',
        '報' => '报',
        '學' => '学',
        '審' => '审',
        '專' => '专',
        '導' => '导',
        '層' => '层',
        '廳' => '厅',
        '態' => '态',
        '揮' => '挥',
        '據' => '据',
        '數' => '数',
        '時' => '时',
        '書' => '书',
        '會' => '会',
        '構' => '构',
        '標' => '标',
        '準' => '准',
        '發' => '发',
        '稱' => '称',
        '簡' => '简',
        '簽' => '签',
        '級' => '级',
        '組' => '组',
        '統' => '统',
        '緊' => '紧',
        '編' => '编',
        '縣' => '县',
        '總' => '总',
        '聯' => '联',
        '與' => '与',
        '處' => '处',
        '號' => '号',
        '裝' => '装',
        '觀' => '观',
        '計' => '计',
        '訊' => '讯',
        '記' => '记',
        '註' => '注',
        '試' => '试',
        '話' => '话',
        '議' => '议',
        '責' => '责',
        '資' => '资',
        '輯' => '辑',
        '轉' => '转',
        '辦' => '办',
        '週' => '周',
        '郵' => '邮',
        '鄉' => '乡',
        '醫' => '医',
        '鈔' => '抄',
        '銀' => '银',
        '錄' => '录',
        '鎮' => '镇',
        '門' => '门',
        '間' => '间',
        '閱' => '阅',
        '關' => '关',
        '隊' => '队',
        '電' => '电',
        '題' => '题',
        '館' => '馆',
        '黨' => '党',
        '採' => '采',
        '製' => '制',
        '對' => '对',
        '攝' => '摄',
        '寫' => '写',
        '線' => '线',
        '網' => '网',
        '監' => '监',
        '熱' => '热',
        '領' => '领',
        '複' => '复',
        '終' => '终',
        '擬' => '拟',
        '繫' | '係' => '系',
        '機' => '机',
        '屬' => '属',
        other => other,
    }
}

/// A text with the traditional characters of labels and mastheads in their simplified form.
pub(super) fn in_simplified(text: &str) -> String {
    text.chars().map(simplified).collect()
}

/// The text without its white space.
pub(super) fn strip_blanks(text: &str) -> String {
    text.chars().filter(|character| !character.is_whitespace()).collect()
}

/// The text from a byte offset on.
pub(super) fn behind(text: &str, offset: usize) -> &str {
    text.get(offset..).unwrap_or_default()
}

/// The text before a byte offset.
pub(super) fn before(text: &str, offset: usize) -> &str {
    text.get(..offset).unwrap_or_default()
}

/// Whether the text has more than `most` characters. Looks no further than it has to.
pub(super) fn longer_than(text: &str, most: usize) -> bool {
    text.chars().nth(most).is_some()
}

/// The words of a spread line (信 息 专 报, 易 某), in which each ideograph stands alone.
pub(super) fn unspread(text: &str) -> Option<String> {
    let mut words = text.split_whitespace();
    let single = |word: &str| {
        let mut characters = word.chars();
        characters.next().is_some_and(is_han) && characters.next().is_none()
    };
    (words.clone().count() > 1 && words.all(single)).then(|| strip_blanks(text))
}

/// A text without the spaces that spread all of it, even before a mark at its end (市 领 导。).
pub(super) fn together(text: &str) -> String {
    let words = text.trim_end_matches(is_final);
    match unspread(words) {
        Some(joined) => joined + behind(text, words.len()),
        None => text.to_owned(),
    }
}

/// The words between gaps (two spaces, or one of full width), or between any spaces.
pub(super) fn words(raw: &str, gaps: bool) -> Vec<(usize, &str)> {
    let mut cells = Vec::new();
    let mut start = None;
    let mut end = 0;
    let mut rest = raw;
    loop {
        let word_on = rest.trim_start();
        let offset = raw.len() - word_on.len();
        let blanks = rest.len() - word_on.len();
        let gap = before(rest, blanks);
        let parts = !gaps || gap.chars().count() > 1 || gap.contains(['\u{3000}', '\t']);
        if (parts || word_on.is_empty())
            && let Some(start) = start.take()
        {
            cells.push((start, behind(before(raw, end), start)));
        }
        if word_on.is_empty() {
            return cells;
        }
        start.get_or_insert(offset);
        let length = word_on.find(char::is_whitespace).unwrap_or(word_on.len());
        end = offset + length;
        rest = behind(word_on, length);
    }
}

/// A whole number in digits alone; one with a sign is none.
pub(super) fn whole<T: std::str::FromStr>(text: &str) -> Option<T> {
    let digits = !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    digits.then(|| text.parse().ok()).flatten()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paragraphs_end_with_a_final_mark_perhaps_within_brackets() {
        for text in ["全部办结。", "（略。）", "“好。”", "**全部办结。**", "如下：", "The end."]
        {
            assert!(ends_sentence(text), "{text}");
        }
        for text in ["提交的申请材料", "启动，", "3.", "", "”"] {
            assert!(!ends_sentence(text), "{text}");
        }
    }

    #[test]
    fn only_single_ideographs_are_spread() {
        assert_eq!(unspread("信 息　专 报").as_deref(), Some("信息专报"));
        assert_eq!(unspread("信息 专报"), None);
        assert_eq!(unspread("信"), None);
        assert_eq!(unspread("a b"), None);
        assert_eq!(together("市 领 导。"), "市领导。");
        assert_eq!(together("市领导 何某。"), "市领导 何某。");
    }
}
