//! The imprint (报尾, 版记): who gets the bulletin, how many copies, who made it.

use chrono::NaiveDate;

/// The imprint at the foot of the last page. Empty fields are not printed.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Imprint {
    /// 报： to superiors, in the order and punctuation given, without the label.
    pub report: Option<String>,
    /// 送： to peers.
    pub send: Option<String>,
    /// 发： to subordinates.
    pub issue: Option<String>,
    /// 抄送： for information.
    pub copy: Option<String>,
    /// The number of copies printed: （共印103份）.
    pub print_count: Option<u32>,
    /// Those who made it: 责任编辑, 审核, 签发, 联系电话 …, in this order.
    pub staff: Vec<StaffEntry>,
    /// Who printed and sent it (印发机关).
    pub printed_by: Option<String>,
    /// When it was printed and sent (印发日期).
    pub printed_on: Option<NaiveDate>,
}

/// One entry of the staff line: 责任编辑：张某.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct StaffEntry {
    /// What the person does, or what the value is: 责任编辑, 联系电话.
    pub label: String,
    /// The name or number.
    pub value: String,
}
