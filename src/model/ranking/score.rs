//! Sums and means of scores, in decimals: a sum is never rounded.

use rust_decimal::{Decimal, RoundingStrategy};

use crate::model::Number;
use crate::model::messages::Fault;

/// A value and the sign that it is printed with: `%`, `‰` or nothing.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Value {
    pub(super) value: Decimal,
    pub(super) suffix: &'static str,
}

impl Value {
    /// The value of a number.
    pub(super) fn of(number: &Number) -> Result<Value, Fault> {
        let suffix = number.suffix();
        let plain = number
            .as_str()
            .strip_suffix(suffix)
            .unwrap_or_default()
            .replace(',', "")
            .replace('−', "-");
        let value = Decimal::from_str_exact(&plain)
            .map_err(|_| Fault::ScoreDigits { score: number.to_string() })?
            .normalize();
        Ok(Value { value, suffix })
    }

    /// As it is printed: the fewest decimals that are exact.
    pub(super) fn written(self) -> String {
        format!("{}{}", self.value.normalize(), self.suffix)
    }
}

/// The weight that a number says: 60% is 0.6.
pub(super) fn weight(number: &Number) -> Result<Decimal, Fault> {
    let Value { value, suffix } = Value::of(number)?;
    let shifts = match suffix {
        "%" => 2,
        "‰" => 3,
        _ => 0,
    };
    let mut weight = value;
    weight
        .set_scale(value.scale() + shifts)
        .map_err(|_| Fault::ScoreDigits { score: number.to_string() })?;
    Ok(weight.normalize())
}

/// The sum of scores, each times its weight, in decimals; never rounded.
pub(super) fn sum<'a>(
    scores: impl IntoIterator<Item = (&'a Number, Option<Decimal>)>,
) -> Result<Value, Fault> {
    let mut sum: Option<Value> = None;
    for (number, weight) in scores {
        let score = || number.to_string();
        let mut one = Value::of(number)?;
        if let Some(weight) = weight {
            let decimals = one.value.scale() + weight.scale();
            one.value = one
                .value
                .checked_mul(weight)
                .filter(|product| product.scale() >= decimals || product.is_zero())
                .ok_or_else(|| Fault::TotalDigits { score: score() })?
                .normalize();
        }
        let Some(before) = sum else {
            sum = Some(one);
            continue;
        };
        if one.suffix != before.suffix {
            return Err(Fault::ScoreSigns { score: score() });
        }
        // A sum that does not fit into 28 digits loses decimals.
        let decimals = before.value.scale().max(one.value.scale());
        let value = before
            .value
            .checked_add(one.value)
            .filter(|sum| sum.scale() >= decimals || sum.is_zero())
            .ok_or_else(|| Fault::TotalDigits { score: score() })?
            .normalize();
        sum = Some(Value { value, suffix: before.suffix });
    }
    Ok(sum.unwrap_or(Value { value: Decimal::ZERO, suffix: "" }))
}

/// The mean of values, with one decimal more than the longest of them, rounded half away from zero.
pub(super) fn mean(numbers: &[Number]) -> Result<Option<Value>, Fault> {
    let Some(first) = numbers.first() else { return Ok(None) };
    let total = sum(numbers.iter().map(|number| (number, None)))?;
    let mut decimals = 0;
    for number in numbers {
        decimals = decimals.max(Value::of(number)?.value.scale());
    }
    let value = total
        .value
        .checked_div(Decimal::from(numbers.len()))
        .ok_or_else(|| Fault::TotalDigits { score: first.to_string() })?
        .round_dp_with_strategy(decimals + 1, RoundingStrategy::MidpointAwayFromZero);
    Ok(Some(Value { value, suffix: total.suffix }))
}
