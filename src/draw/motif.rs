//! Motifs: each draws something true of an industry. All of one family: pale lines and shapes on a deep ground.

use std::fmt::Write as _;

use crate::draw::cover::{HEIGHT, WIDTH};
use crate::draw::wave::{Seeded, color, cos, short, sin};

const W: f64 = WIDTH as f64;
const H: f64 = HEIGHT as f64;

macro_rules! draw {
    ($out:expr, $($arg:tt)*) => { let _ = write!($out, $($arg)*); };
}

/// Rings of water from three springs.
pub fn rings(out: &mut String, seed: &mut Seeded, hue: f64) {
    draw!(out, "<g fill=\"none\" stroke=\"{}\">", color(hue + 20.0, 50.0, 86.0));
    for spring in 0..3 {
        let x = W * (0.2 + 0.3 * f64::from(spring) + seed.between(-0.06, 0.06));
        let y = H * seed.between(0.35, 0.75);
        for ring in 1..16 {
            let ring = f64::from(ring);
            let radius = ring * 34.0 * (1.0 + 0.02 * ring);
            let (opacity, width) = ((0.44 - 0.026 * ring).max(0.05), (2.4 - 0.11 * ring).max(0.7));
            draw!(
                out,
                "<ellipse cx=\"{}\" cy=\"{}\" rx=\"{}\" ry=\"{}\" opacity=\"{opacity:.2}\" stroke-width=\"{}\"/>",
                short(x),
                short(y),
                short(radius),
                short(radius * 0.6),
                short(width)
            );
        }
    }
    out.push_str("</g>");
}

/// A double rose: petals by the golden angle, smaller toward the heart.
pub fn petals(out: &mut String, seed: &mut Seeded, hue: f64) {
    let (x, y) = (W * seed.between(0.56, 0.68), H * seed.between(0.44, 0.56));
    let turn = seed.between(0.0, 360.0);
    out.push_str("<defs><path id=\"p\" d=\"M0-15C10-10 10 6 0 10C-10 6-10-10 0-15Z\"/></defs>");
    for tint in 0..3 {
        let shade = color(hue + f64::from(tint) * 5.0 - 4.0, 58.0, 50.0 + f64::from(tint) * 9.0);
        draw!(
            out,
            "<g fill=\"{shade}\" fill-opacity=\".55\" stroke=\"{}\" stroke-opacity=\".35\" stroke-width=\".6\">",
            color(hue, 60.0, 90.0)
        );
        for petal in (4..94).rev().filter(|petal| petal % 3 == tint) {
            let petal = f64::from(petal);
            let angle = turn + petal * 137.507_764;
            let radius = petal.sqrt() * 50.0;
            let (px, py) = (x + radius * cos(angle), y + radius * sin(angle));
            draw!(
                out,
                "<use href=\"#p\" transform=\"translate({} {})rotate({})scale({})\"/>",
                short(px),
                short(py),
                short((angle + 90.0).rem_euclid(360.0)),
                short(1.5 + petal / 36.0)
            );
        }
        out.push_str("</g>");
    }
}

/// A cutterhead: spokes round a hub, tools along them, openings between.
pub fn cutter(out: &mut String, seed: &mut Seeded, hue: f64) {
    let (x, y, radius) = (W * seed.between(0.6, 0.68), H * 0.5, H * 0.56);
    let turn = seed.between(0.0, 60.0);
    let pale = color(hue, 45.0, 86.0);
    draw!(out, "<g fill=\"none\" stroke=\"{pale}\">");
    for ring in 1..=9 {
        let ring = f64::from(ring);
        draw!(
            out,
            "<circle cx=\"{}\" cy=\"{}\" r=\"{}\" opacity=\"{:.2}\" stroke-width=\"{}\"/>",
            short(x),
            short(y),
            short(radius * ring / 9.0),
            0.1 + 0.03 * ring,
            short(1.0 + 0.35 * ring)
        );
    }
    out.push_str("</g>");
    let tool = color(hue + 12.0, 72.0, 62.0);
    for spoke in 0..6 {
        let angle = turn + f64::from(spoke) * 60.0;
        let end = |r: f64| (short(x + r * cos(angle)), short(y + r * sin(angle)));
        let (ex, ey) = end(radius);
        draw!(
            out,
            "<path d=\"M{} {}L{ex} {ey}\" stroke=\"{pale}\" stroke-opacity=\".32\" stroke-width=\"27\" stroke-linecap=\"round\"/><g fill=\"{tool}\">",
            short(x),
            short(y)
        );
        for step in 2..9 {
            let (tx, ty) = end(radius * f64::from(step) / 9.0);
            draw!(out, "<circle cx=\"{tx}\" cy=\"{ty}\" r=\"9\"/>");
        }
        out.push_str("</g>");
        let between = angle + 30.0;
        draw!(
            out,
            "<ellipse transform=\"translate({} {})rotate({})\" rx=\"64\" ry=\"30\" fill=\"#000\" fill-opacity=\".22\"/>",
            short(x + radius * 0.62 * cos(between)),
            short(y + radius * 0.62 * sin(between)),
            short(between.rem_euclid(360.0))
        );
    }
    draw!(
        out,
        "<circle cx=\"{}\" cy=\"{}\" r=\"52\" fill=\"{tool}\"/><circle cx=\"{}\" cy=\"{}\" r=\"30\" fill=\"none\" stroke=\"#000\" stroke-opacity=\".3\" stroke-width=\"4\"/>",
        short(x),
        short(y),
        short(x),
        short(y)
    );
}

/// A rack: rows of bays with lights, and eight accelerator tiles in two rows.
pub fn lattice(out: &mut String, seed: &mut Seeded, hue: f64) {
    draw!(
        out,
        "<defs><rect id=\"b\" width=\"34\" height=\"17\" rx=\"4\"/></defs><g fill=\"{}\">",
        color(hue + 8.0, 62.0, 72.0)
    );
    let phase = seed.between(0.0, 360.0);
    for row in 0..17 {
        for column in 0..25 {
            let (r, c) = (f64::from(row), f64::from(column));
            let glow = sin(c * 24.0 + phase) * cos(r * 29.0 + phase * 0.7) + seed.between(-0.5, 0.5);
            let tile = (11..22).contains(&column) && (4..13).contains(&row);
            if glow > 0.32 && !tile {
                draw!(
                    out,
                    "<use href=\"#b\" x=\"{}\" y=\"{}\" opacity=\"{:.1}\"/>",
                    short(c * 48.0 + 7.0),
                    short(r * 47.0 + 15.0),
                    (0.1 + 0.5 * glow).min(0.7)
                );
            }
        }
    }
    let light = color(hue + 16.0, 70.0, 84.0);
    draw!(out, "</g><g fill=\"none\" stroke=\"{light}\" stroke-width=\"2\">");
    for tile in 0..8 {
        let (x, y) = (548.0 + f64::from(tile % 4) * 128.0, 224.0 + f64::from(tile / 4) * 200.0);
        draw!(
            out,
            "<rect x=\"{x}\" y=\"{y}\" width=\"104\" height=\"152\" rx=\"10\" fill=\"{light}\" fill-opacity=\".16\"/><path d=\"M{} {}h64v64h-64zM{} {}v24\" opacity=\".8\"/>",
            x + 20.0,
            y + 44.0,
            x + 52.0,
            y + 152.0
        );
    }
    draw!(out, "<path d=\"M600 400H984\" stroke-width=\"5\" opacity=\".6\"/></g>");
}

/// Layers of rolled steel.
pub fn strata(out: &mut String, seed: &mut Seeded, hue: f64) {
    let phase = seed.between(0.0, 360.0);
    let height = seed.between(0.8, 1.25);
    for layer in 0..13 {
        let layer = f64::from(layer);
        let y = H * (layer + 1.0) / 14.0;
        draw!(
            out,
            "<path fill=\"none\" stroke=\"{}\" stroke-opacity=\"{:.2}\" stroke-width=\"18\" d=\"M",
            color(hue + layer * 2.0, 50.0, 60.0 + 2.0 * layer),
            0.22 + 0.03 * layer
        );
        for step in 0..=30 {
            let step = f64::from(step);
            let bend = sin(step * 21.0 + layer * 31.0 + phase) * 24.0 + sin(step * 8.4 + layer * 57.0) * 34.0;
            draw!(
                out,
                "{}{} {}",
                if step > 0.0 { "L" } else { "" },
                short(step * 41.0 - 15.0),
                short(y + bend * height)
            );
        }
        out.push_str("\"/>");
    }
}

/// A network of hexagons, some of them filled.
pub fn hexes(out: &mut String, seed: &mut Seeded, hue: f64) {
    let size = 70.0;
    out.push_str("<defs><path id=\"h\" d=\"M0-66L57-33V33L0 66L-57 33V-33Z\"/></defs>");
    draw!(
        out,
        "<g fill=\"{0}\" stroke=\"{0}\" stroke-opacity=\".35\" stroke-width=\"1.5\">",
        color(hue + 10.0, 55.0, 74.0)
    );
    for row in 0..9 {
        for column in 0..11 {
            let x = f64::from(column) * size * 1.732 + f64::from(row % 2) * size * 0.866;
            let y = f64::from(row) * size * 1.5;
            let chance = seed.between(0.0, 1.0);
            let fill = if chance > 0.84 { 0.42 } else { 0.03 + 0.1 * chance };
            draw!(out, "<use href=\"#h\" x=\"{}\" y=\"{}\" fill-opacity=\"{fill:.2}\"/>", short(x), short(y));
        }
    }
    out.push_str("</g>");
}

/// Wafers of 2, 4, 6, 8 and 12 inches, one inside the other, to scale, over their lattice.
pub fn wafers(out: &mut String, seed: &mut Seeded, hue: f64) {
    let (x, y) = (W * seed.between(0.6, 0.66), H * 0.5);
    let scale = 30.0;
    let pale = color(hue, 50.0, 86.0);
    draw!(
        out,
        "<defs><pattern id=\"l\" width=\"28\" height=\"48.5\" patternUnits=\"userSpaceOnUse\"><path d=\"M14 0L28 8V24.2L14 32.3L0 24.2V8ZM14 32.3V48.5\" fill=\"none\" stroke=\"{pale}\" stroke-opacity=\".28\"/></pattern></defs>"
    );
    for inches in [12.0, 8.0, 6.0, 4.0, 2.0] {
        let radius = inches * scale;
        let fill = if inches == 12.0 { "url(#l)".to_owned() } else { color(hue + inches * 3.0, 55.0, 66.0) };
        let opacity = if inches == 12.0 { 1.0 } else { 0.16 };
        draw!(
            out,
            "<circle cx=\"{}\" cy=\"{}\" r=\"{}\" fill=\"{fill}\" fill-opacity=\"{opacity}\" stroke=\"{pale}\" stroke-opacity=\".75\" stroke-width=\"2.5\"/>",
            short(x),
            short(y),
            short(radius)
        );
        draw!(
            out,
            "<path d=\"M{} {}h{}\" stroke=\"{pale}\" stroke-width=\"4\"/>",
            short(x - radius * 0.16),
            short(y + radius * 0.985),
            short(radius * 0.32)
        );
    }
}

/// Four presses in a row: frame, slide, crank.
pub fn presses(out: &mut String, seed: &mut Seeded, hue: f64) {
    let pale = color(hue, 45.0, 84.0);
    let warm = color(hue + 12.0, 68.0, 62.0);
    let turn = seed.between(0.0, 360.0);
    for press in 0..4 {
        let x = 90.0 + f64::from(press) * 270.0;
        let angle = turn + f64::from(press) * 90.0;
        let (cx, cy) = (x + 105.0, 210.0);
        let (px, py) = (cx + 46.0 * cos(angle), cy + 46.0 * sin(angle));
        let slide = py + 150.0;
        draw!(
            out,
            "<g fill=\"none\" stroke=\"{pale}\" stroke-width=\"3\"><path d=\"M{x} 690V120H{0}V690M{1} 690V300H{2}V690\" fill=\"{pale}\" fill-opacity=\".12\" fill-rule=\"evenodd\"/>",
            short(x + 210.0),
            short(x + 34.0),
            short(x + 176.0)
        );
        draw!(
            out,
            "<circle cx=\"{0}\" cy=\"{cy}\" r=\"62\" opacity=\".7\"/><circle cx=\"{0}\" cy=\"{cy}\" r=\"14\" fill=\"{warm}\"/>",
            short(cx)
        );
        draw!(
            out,
            "<path d=\"M{} {cy}L{} {}L{} {}\" stroke=\"{warm}\" stroke-width=\"12\" stroke-linejoin=\"round\"/>",
            short(cx),
            short(px),
            short(py),
            short(cx),
            short(slide)
        );
        draw!(
            out,
            "<rect x=\"{}\" y=\"{}\" width=\"130\" height=\"70\" fill=\"{pale}\" fill-opacity=\".4\"/><path d=\"M{} 610h130v80h-130z\" fill=\"{pale}\" fill-opacity=\".24\"/></g>",
            short(x + 40.0),
            short(slide),
            short(x + 40.0)
        );
    }
    draw!(
        out,
        "<path d=\"M0 702H1200M0 600H1200\" stroke=\"{warm}\" stroke-opacity=\".5\" stroke-width=\"6\"/>"
    );
}

/// Capsules and vials in rows.
pub fn capsules(out: &mut String, seed: &mut Seeded, hue: f64) {
    let (pale, warm) = (color(hue, 45.0, 86.0), color(hue + 24.0, 52.0, 68.0));
    draw!(
        out,
        "<defs><g id=\"c\"><path d=\"M-42-18H0V18H-42A18 18 0 0 1-42-18Z\" fill=\"{warm}\"/><path d=\"M0-18H42A18 18 0 0 1 42 18H0Z\" fill=\"{pale}\"/></g><path id=\"v\" d=\"M-18-44H18V-32H12V-22Q26-16 26-2V44H-26V-2Q-26-16-12-22V-32H-18Z\" fill=\"{pale}\" fill-opacity=\".35\" stroke=\"{pale}\"/></defs>"
    );
    for row in 0..7 {
        for column in 0..9 {
            let x = f64::from(column) * 146.0 + f64::from(row % 2) * 73.0 - 10.0;
            let y = f64::from(row) * 126.0 + 24.0;
            let chance = seed.between(0.0, 1.0);
            let opacity = 0.28 + 0.5 * seed.between(0.0, 1.0);
            if chance > 0.7 {
                draw!(
                    out,
                    "<use href=\"#v\" x=\"{}\" y=\"{}\" opacity=\"{opacity:.2}\"/>",
                    short(x),
                    short(y)
                );
            } else {
                let angle = if chance > 0.35 { 35.0 } else { -35.0 };
                draw!(
                    out,
                    "<use href=\"#c\" transform=\"translate({} {})rotate({angle})\" opacity=\"{opacity:.2}\"/>",
                    short(x),
                    short(y)
                );
            }
        }
    }
}
