//! `GET /console/api/groups/{group}/slip`: what a slip to hand over shows, for referrals. Never how
//! to get in.

use std::fmt::Write;

use api_types::{ProblemCode, Slip, SquareCode};
use axum::{Json, extract::State};
use fast_qr::{ECL, QRBuilder};

use super::{address::short_address, preview::page_of};
use crate::{
    AppState,
    problems::Refusal,
    routes::{PathParts, console::Signed},
};

/// Name, time, place and number, with the short address and its QR code.
pub async fn show_slip(
    State(state): State<AppState>,
    signed: Signed,
    PathParts(slug): PathParts<String>,
) -> Result<Json<Slip>, Refusal> {
    let now = state.clock.now();
    let opened = state.store.open_group(&signed.viewer, &slug, now).await?;
    let opened = opened.ok_or_else(Refusal::not_found)?;
    let address = short_address(&state, &signed, &slug);
    Ok(Json(Slip {
        page: page_of(&state, &signed, &opened, &opened.record),
        site: signed.frame().named(&signed.site),
        code: square_code(&address)?,
        address,
    }))
}

/// The QR code of a text. Its level of correction lets a fold or a stain hide a seventh of it.
fn square_code(text: &str) -> Result<SquareCode, Refusal> {
    let code = QRBuilder::new(text).ecl(ECL::M).build();
    let code = code.map_err(|_| Refusal::new(ProblemCode::UriTooLong))?;
    let mut path = String::new();
    for y in 0..code.size {
        let mut x = 0;
        while x < code.size {
            let from = x;
            while x < code.size && code[y][x].value() {
                x += 1;
            }
            if x > from {
                let wide = x - from;
                let _ = write!(path, "M{from} {y}h{wide}v1h-{wide}z");
            }
            x += 1;
        }
    }
    let size = u32::try_from(code.size).unwrap_or_default();
    Ok(SquareCode { size, path })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_code_has_its_three_corners() {
        let code = square_code("https://groups.example.org/g/riverside/evening-circle").unwrap();
        assert!(code.size >= 29, "{}", code.size);
        let far = code.size - 7;
        for corner in [
            "M0 0h7v1h-7z".to_owned(),
            format!("M{far} 0h7"),
            format!("M0 {far}h7"),
        ] {
            assert!(code.path.contains(&corner), "{corner}");
        }
    }
}
