//! Lines as areas: what a pen of some width covers that is drawn along them. Corners are round; ends are
//! cut straight. Both sides of a line are one contour, or two of a closed one, and where they cross
//! themselves inside a corner they cover what the line covers anyway.

use super::geometry::{Contour, Spot, length, mix};

/// The area of a line with two ends.
pub(super) fn open(line: &[Spot], half: f32) -> Vec<Contour> {
    let line = distinct(line);
    if line.len() < 2 {
        return Vec::new();
    }
    let mut contour = side(&line, half, false);
    contour.extend(side(&reversed(&line), half, false));
    vec![contour]
}

/// The area of a line that comes back to its beginning: its one side, and the other the other way
/// round.
pub(super) fn closed(line: &[Spot], half: f32) -> Vec<Contour> {
    let mut line = distinct(line);
    if line.len() > 2 && line.first() == line.last() {
        line.pop();
    }
    if line.len() < 2 {
        return Vec::new();
    }
    vec![side(&line, half, true), side(&reversed(&line), half, true)]
}

/// The dashes of a line, for lengths of dashes and gaps in turn; the line itself without any.
pub(super) fn dashed(line: &[Spot], pattern: &[f32]) -> Vec<Contour> {
    // Dashes that nobody sees are a line.
    if pattern.iter().sum::<f32>() <= FINEST {
        return vec![line.to_vec()];
    }
    let mut lengths = pattern.iter().copied().cycle();
    let mut left = lengths.next().unwrap_or(f32::INFINITY);
    let mut is_drawn = true;
    let mut dashes: Vec<Contour> = Vec::new();
    let mut dash: Contour = line.first().copied().into_iter().collect();
    for pair in line.windows(2) {
        let &[mut from, to] = pair else { continue };
        let mut distance = length([to[0] - from[0], to[1] - from[1]]);
        while distance > left {
            from = mix(from, to, left / distance);
            distance -= left;
            dash.push(from);
            if is_drawn {
                dashes.push(std::mem::take(&mut dash));
            }
            dash = vec![from];
            is_drawn = !is_drawn;
            left = lengths.next().unwrap_or(f32::INFINITY).max(FINEST / 8.0);
        }
        left -= distance;
        dash.push(to);
    }
    if is_drawn {
        dashes.push(dash);
    }
    dashes
}

/// What is shorter than this part of a pixel is nothing.
const FINEST: f32 = 0.25;

/// Without points that stand where the one before does.
fn distinct(line: &[Spot]) -> Contour {
    let mut line = line.to_vec();
    line.dedup_by(|next, last| length([next[0] - last[0], next[1] - last[1]]) < 1e-4);
    line
}

fn reversed(line: &[Spot]) -> Contour {
    line.iter().rev().copied().collect()
}

/// The points on one side of a line, at a distance from it.
fn side(line: &[Spot], half: f32, is_closed: bool) -> Contour {
    let mut side = Contour::new();
    let count = line.len();
    let normals: Vec<Spot> = (0..count)
        .map(|place| {
            let from = line.get(place).copied().unwrap_or_default();
            let to = line.get((place + 1) % count).copied().unwrap_or_default();
            let (x, y) = (to[0] - from[0], to[1] - from[1]);
            let scale = half / length([x, y]).max(f32::MIN_POSITIVE);
            [y * scale, -x * scale]
        })
        .collect();
    for (place, at) in line.iter().enumerate() {
        let after = normals.get(place).copied().unwrap_or_default();
        let before = normals.get((place + count - 1) % count).copied().unwrap_or_default();
        let moved = |normal: Spot| [at[0] + normal[0], at[1] + normal[1]];
        if !is_closed && place == 0 {
            side.push(moved(after));
        } else if !is_closed && place + 1 == count {
            side.push(moved(before));
        } else {
            side.push(moved(before));
            // Where the line turns away from this side, the pen turns around its corner; else the corner
            // itself leads from one stretch to the next.
            let turn = before[0] * after[1] - before[1] * after[0];
            if turn > 0.0 {
                arc(&mut side, *at, (before, after), half, 0);
            } else if turn < 0.0 {
                side.push(*at);
            }
            side.push(moved(after));
        }
    }
    side
}

/// The points between two on a circle around a corner, halving it until it looks round.
fn arc(side: &mut Contour, at: Spot, (before, after): (Spot, Spot), half: f32, depth: u8) {
    let chord = length([after[0] - before[0], after[1] - before[1]]);
    let middle = mix(before, after, 0.5);
    let reach = length(middle);
    if depth == 6 || half - reach < 0.06 || chord < 0.1 || reach < f32::MIN_POSITIVE {
        return;
    }
    let middle = [middle[0] * half / reach, middle[1] * half / reach];
    arc(side, at, (before, middle), half, depth + 1);
    side.push([at[0] + middle[0], at[1] + middle[1]]);
    arc(side, at, (middle, after), half, depth + 1);
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What contours enclose, twice over where they do so twice.
    fn area(contours: &[Contour]) -> f32 {
        let edge = |one: Spot, other: Spot| (one[0] * other[1] - other[0] * one[1]) / 2.0;
        let of = |contour: &Contour| -> f32 {
            let next = contour.iter().cycle().skip(1);
            contour.iter().zip(next).map(|(one, other)| edge(*one, *other)).sum()
        };
        contours.iter().map(of).sum::<f32>().abs()
    }

    #[test]
    fn a_line_is_as_wide_as_its_pen() {
        let line = [[0.0, 0.0], [30.0, 40.0]];
        assert!((area(&open(&line, 2.0)) - 200.0).abs() < 0.01);
        // Around a square of 10: its perimeter times 4, with corners that are round without and are
        // counted twice within.
        let square = [[0.0, 0.0], [10.0, 0.0], [10.0, 10.0], [0.0, 10.0], [0.0, 0.0]];
        let ring = area(&closed(&square, 2.0));
        assert!((ring - (160.0 + 4.0 * std::f32::consts::PI)).abs() < 1.0, "{ring}");
        assert!(open(&[[1.0, 1.0], [1.0, 1.0]], 2.0).is_empty());
        assert!(closed(&[], 2.0).is_empty());
    }

    #[test]
    fn dashes_go_around_corners() {
        let line = [[0.0, 0.0], [5.0, 0.0], [5.0, 20.0]];
        let dashes = dashed(&line, &[8.0, 6.0]);
        assert_eq!(
            dashes,
            [vec![[0.0, 0.0], [5.0, 0.0], [5.0, 3.0]], vec![[5.0, 9.0], [5.0, 17.0]]]
        );
        assert_eq!(dashed(&line, &[]), [line.to_vec()]);
        assert_eq!(dashed(&line, &[0.01, 0.01]), [line.to_vec()]);
    }
}
