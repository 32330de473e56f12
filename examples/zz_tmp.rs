//! tmp
use std::fs;
fn main() {
    let a: Vec<String> = std::env::args().collect();
    let b: bulletin::Bulletin = toml::from_str(&fs::read_to_string(&a[1]).unwrap()).unwrap();
    let theme: bulletin::Theme = if a.len() > 3 {
        toml::from_str(&fs::read_to_string(&a[3]).unwrap()).unwrap()
    } else {
        bulletin::Theme::gbt9704()
    };
    let flow = b.flow(&theme);
    let pages = flow.pages(&bulletin::Fonts::embedded()).unwrap();
    fs::write(format!("{}.pdf", a[2]), bulletin::pdf(&pages, &Default::default()).unwrap())
        .unwrap();
    fs::write(format!("{}.docx", a[2]), bulletin::docx(&flow, &Default::default()).unwrap())
        .unwrap();
    for f in &pages.findings {
        println!("{f}");
    }
}
