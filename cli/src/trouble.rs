//! Why the system refused: in Chinese by the kind of error, for its own words are English.

use std::fmt;
use std::io::{self, ErrorKind};

use bulletin::{Argument, Language, Say};

use crate::safe::Safe;

/// What the system said when a file could not be read or written.
#[derive(Clone, Debug)]
pub(crate) struct Trouble {
    kind: ErrorKind,
    number: Option<i32>,
    /// The system's own words.
    words: String,
}

impl From<&io::Error> for Trouble {
    fn from(error: &io::Error) -> Trouble {
        let kind = error.kind();
        // Packages wrap the error of the system in one that names their own files.
        let wrapped = error.get_ref().and_then(|inner| inner.source());
        let inner = wrapped.and_then(|inner| inner.downcast_ref::<io::Error>()).unwrap_or(error);
        Trouble { kind, number: inner.raw_os_error(), words: inner.to_string() }
    }
}

impl From<ErrorKind> for Trouble {
    fn from(kind: ErrorKind) -> Trouble {
        (&io::Error::from(kind)).into()
    }
}

impl Trouble {
    /// English and Chinese for the kinds that offices meet.
    fn known(&self) -> Option<(&'static str, &'static str)> {
        if is_in_use(self.number, cfg!(windows)) {
            return known(ErrorKind::ResourceBusy);
        }
        known(self.kind)
    }
}

/// Whether an error of Windows says that another program has the file open (ERROR_SHARING_VIOLATION)
/// or a part of it locked (ERROR_LOCK_VIOLATION). Both have no kind of their own.
pub(crate) fn is_in_use(number: Option<i32>, windows: bool) -> bool {
    windows && matches!(number, Some(32 | 33))
}

fn known(kind: ErrorKind) -> Option<(&'static str, &'static str)> {
    Some(match kind {
        ErrorKind::NotFound => ("no such file or folder", "没有这个文件或文件夹"),
        ErrorKind::PermissionDenied => ("permission denied", "没有权限"),
        ErrorKind::NotADirectory => {
            ("a part of its path is not a folder", "路径中有一段不是文件夹")
        }
        ErrorKind::IsADirectory => ("it is a folder", "这是文件夹"),
        ErrorKind::DirectoryNotEmpty => ("the folder is not empty", "文件夹不是空的"),
        ErrorKind::StorageFull => ("the disk is full", "磁盘已满"),
        ErrorKind::QuotaExceeded => ("the disk quota is used up", "磁盘配额已用完"),
        ErrorKind::ReadOnlyFilesystem => ("the disk is read-only", "磁盘只能读取"),
        ErrorKind::FileTooLarge => ("the file is too large", "文件太大"),
        ErrorKind::AlreadyExists => ("a file of that name exists", "已有同名文件"),
        ErrorKind::InvalidFilename => ("the name is too long or not allowed", "文件名太长或不能用"),
        ErrorKind::ResourceBusy | ErrorKind::ExecutableFileBusy => {
            ("another program is using it", "正被其他程序使用")
        }
        ErrorKind::StaleNetworkFileHandle
        | ErrorKind::HostUnreachable
        | ErrorKind::NetworkUnreachable
        | ErrorKind::NetworkDown => ("the network drive is gone", "网络盘已断开"),
        ErrorKind::TimedOut => ("it took too long", "等待超时"),
        ErrorKind::Interrupted => ("it was interrupted", "操作被中断"),
        ErrorKind::BrokenPipe => ("its reader has gone", "接收的程序已退出"),
        ErrorKind::UnexpectedEof => ("it ends too early", "内容不完整"),
        ErrorKind::WriteZero => ("nothing more is accepted", "不再接收内容"),
        ErrorKind::OutOfMemory => ("not enough memory", "内存不足"),
        ErrorKind::Unsupported => ("the system does not support it", "系统不支持"),
        ErrorKind::InvalidData | ErrorKind::InvalidInput => {
            ("its name or content is not valid", "名称或内容无效")
        }
        _ => return None,
    })
}

impl Say for Trouble {
    fn say(&self, language: Language, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match (self.known(), language, self.number) {
            (Some((_, chinese)), Language::Chinese, _) => f.write_str(chinese),
            (None, Language::Chinese, Some(number)) => write!(f, "系统错误 {number}"),
            (None, Language::Chinese, None) => f.write_str("系统没有说明原因"),
            (Some((english, _)), _, _) => f.write_str(english),
            (None, _, _) => write!(f, "{}", Safe(&self.words)),
        }
    }

    fn argument(&self) -> Argument {
        Argument::Text(self.known().map_or_else(|| self.words.clone(), |(word, _)| word.to_owned()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::safe::Spoken;

    #[test]
    fn a_file_that_is_open_elsewhere_is_known() {
        assert!(is_in_use(Some(32), true) && is_in_use(Some(33), true));
        // EPIPE and EDOM of Linux.
        assert!(!is_in_use(Some(32), false) && !is_in_use(Some(5), true) && !is_in_use(None, true));
        assert!(
            known(ErrorKind::ResourceBusy).is_some_and(|(_, words)| words.contains("其他程序"))
        );
    }

    #[test]
    fn the_system_is_quoted_in_english_alone() {
        let full: Trouble = ErrorKind::StorageFull.into();
        assert_eq!(Spoken(&full, Language::Chinese).to_string(), "磁盘已满");
        let odd: Trouble = (&io::Error::other("odd\u{1b}[2J")).into();
        assert_eq!(Spoken(&odd, Language::Chinese).to_string(), "系统没有说明原因");
        assert_eq!(Spoken(&odd, Language::English).to_string(), "odd\\u{1b}[2J");
        if cfg!(target_os = "linux") {
            // Too many links between files.
            let odd: Trouble = (&io::Error::from_raw_os_error(40)).into();
            assert_eq!(Spoken(&odd, Language::Chinese).to_string(), "系统错误 40");
        }
    }
}
