//! Covers: a ground in the industry's color and a motif that says what the brand makes.

use crate::draw::motif;
use crate::draw::wave::{Seeded, color};

/// What a cover is drawn from.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Cover {
    pub slug: String,
    pub motif: String,
    /// Degrees.
    pub hue: u16,
}

/// Pixels of every cover.
pub const WIDTH: u32 = 1200;
pub const HEIGHT: u32 = 800;

/// The cover as SVG: the same bytes for the same cover, under 12 KB.
pub fn svg(cover: &Cover) -> String {
    let hue = f64::from(cover.hue);
    let mut out = frame(&color(hue, 42.0, 20.0), &color(hue + 18.0, 44.0, 36.0));
    let mut seed = Seeded::new(&cover.slug);
    match cover.motif.as_str() {
        "petals" => motif::petals(&mut out, &mut seed, hue),
        "cutter" => motif::cutter(&mut out, &mut seed, hue),
        "lattice" => motif::lattice(&mut out, &mut seed, hue),
        "strata" => motif::strata(&mut out, &mut seed, hue),
        "hexes" => motif::hexes(&mut out, &mut seed, hue),
        "wafers" => motif::wafers(&mut out, &mut seed, hue),
        "presses" => motif::presses(&mut out, &mut seed, hue),
        "capsules" => motif::capsules(&mut out, &mut seed, hue),
        _ => motif::rings(&mut out, &mut seed, hue),
    }
    out.push_str("</svg>\n");
    out
}

/// What is drawn, in Chinese and in English.
pub fn described(motif: &str) -> (&'static str, &'static str) {
    match motif {
        "petals" => {
            ("绘图：花瓣按黄金角排成的重瓣玫瑰", "Drawing: petals of a double rose, set by the golden angle")
        }
        "cutter" => (
            "绘图：盾构机刀盘，六条辐臂与刀具",
            "Drawing: the cutterhead of a shield machine with six spokes",
        ),
        "lattice" => {
            ("绘图：机架里的盘位与八块加速卡", "Drawing: drive bays of a rack and eight accelerator tiles")
        }
        "strata" => ("绘图：层层轧制的钢材", "Drawing: layers of rolled steel"),
        "hexes" => ("绘图：相连的六边形分子网络", "Drawing: a network of linked hexagons"),
        "wafers" => (
            "绘图：按比例套叠的 2、4、6、8、12 英寸晶圆",
            "Drawing: wafers of 2, 4, 6, 8 and 12 inches, to scale",
        ),
        "presses" => ("绘图：一条冲压线上的四台压力机", "Drawing: four presses of a stamping line"),
        "capsules" => ("绘图：排列整齐的胶囊与药瓶", "Drawing: capsules and vials in rows"),
        _ => ("绘图：泉水的波纹", "Drawing: rings of spring water"),
    }
}

/// The opening drawing of the home page: rings from three springs.
pub fn opening() -> String {
    let mut out = frame(&color(165.0, 38.0, 18.0), &color(198.0, 44.0, 30.0));
    motif::rings(&mut out, &mut Seeded::new("springs"), 175.0);
    out.push_str("</svg>\n");
    out
}

fn frame(from: &str, to: &str) -> String {
    let mut out = String::with_capacity(8 * 1024);
    out.push_str(&format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{WIDTH}\" height=\"{HEIGHT}\" viewBox=\"0 0 {WIDTH} {HEIGHT}\" preserveAspectRatio=\"xMidYMid slice\"><defs><linearGradient id=\"g\" x1=\"0\" y1=\"0\" x2=\"1\" y2=\"1\"><stop offset=\"0\" stop-color=\"{from}\"/><stop offset=\"1\" stop-color=\"{to}\"/></linearGradient></defs><rect width=\"{WIDTH}\" height=\"{HEIGHT}\" fill=\"url(#g)\"/>"
    ));
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::load::profile::MOTIFS;

    fn cover(slug: &str, motif: &str) -> Cover {
        Cover { slug: slug.into(), motif: motif.into(), hue: 330 }
    }

    #[test]
    fn every_motif_is_small_harmless_and_the_same_each_time() {
        for motif in MOTIFS {
            for slug in ["inspur", "pingyin-rose", "a"] {
                let drawn = svg(&cover(slug, motif));
                assert_eq!(drawn, svg(&cover(slug, motif)));
                assert!(drawn.len() < 12 * 1024, "{motif}: {}", drawn.len());
                assert!(crate::svg::inspect(drawn.as_bytes()).is_ok(), "{motif}");
            }
        }
    }

    #[test]
    fn no_two_brands_have_the_same_cover() {
        for motif in MOTIFS {
            assert_ne!(svg(&cover("inspur", motif)), svg(&cover("jier", motif)), "{motif}");
        }
    }
}
