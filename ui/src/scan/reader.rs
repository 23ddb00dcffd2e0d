//! Finds a code in a picture: by the browser's own detector where there is one, else here.

use js_sys::{Array, Function, Object, Reflect};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{CanvasRenderingContext2d, HtmlCanvasElement, HtmlVideoElement, ImageBitmap};

/// The longest edge that is looked at, in points: enough for a code that fills a third of the picture.
const EDGE: u32 = 640;
/// The same for a picture from a file, which may hold a small code.
const FILE_EDGE: u32 = 1280;

/// What reads; has a canvas of its own that nobody sees.
pub struct Reader {
    canvas: HtmlCanvasElement,
    detector: Option<JsValue>,
}

impl Reader {
    /// A reader; `None` where the browser can't draw.
    #[must_use]
    pub fn new() -> Option<Self> {
        let document = web_sys::window()?.document()?;
        let canvas = document.create_element("canvas").ok()?.dyn_into().ok()?;
        Some(Self { canvas, detector: detector() })
    }

    /// The code in the video's picture of this moment.
    pub async fn video(&self, video: &HtmlVideoElement) -> Option<String> {
        let (width, height) = (video.video_width(), video.video_height());
        if width == 0 || height == 0 {
            return None;
        }
        if let Some(found) = self.detected(video.as_ref()).await {
            return found;
        }
        let (w, h) = within(width, height, EDGE);
        let context = self.context(w, h)?;
        context.draw_image_with_html_video_element_and_dw_and_dh(video, 0.0, 0.0, w.into(), h.into()).ok()?;
        grey(&context, w, h).and_then(|picture| decode(&picture, w, h))
    }

    /// The code in a picture from a file.
    pub async fn file(&self, file: &web_sys::File) -> Option<String> {
        let bitmap = web_sys::window()?.create_image_bitmap_with_blob(file).ok()?;
        let bitmap: ImageBitmap = JsFuture::from(bitmap).await.ok()?.dyn_into().ok()?;
        if let Some(Some(text)) = self.detected(bitmap.as_ref()).await {
            return Some(text);
        }
        // a photo of a small code is read at its own size, a large one at less
        for edge in [EDGE, FILE_EDGE] {
            let (w, h) = within(bitmap.width(), bitmap.height(), edge);
            let context = self.context(w, h)?;
            context.draw_image_with_image_bitmap_and_dw_and_dh(&bitmap, 0.0, 0.0, w.into(), h.into()).ok()?;
            if let Some(text) = grey(&context, w, h).and_then(|picture| decode(&picture, w, h)) {
                return Some(text);
            }
        }
        None
    }

    /// What the browser's own detector finds; `None` when there is no detector or it fails.
    async fn detected(&self, picture: &JsValue) -> Option<Option<String>> {
        let detector = self.detector.as_ref()?;
        let detect: Function = Reflect::get(detector, &"detect".into()).ok()?.dyn_into().ok()?;
        let promise: js_sys::Promise = detect.call1(detector, picture).ok()?.dyn_into().ok()?;
        let found: Array = JsFuture::from(promise).await.ok()?.dyn_into().ok()?;
        Some(Reflect::get(&found.get(0), &"rawValue".into()).ok().and_then(|text| text.as_string()))
    }

    fn context(&self, width: u32, height: u32) -> Option<CanvasRenderingContext2d> {
        self.canvas.set_width(width);
        self.canvas.set_height(height);
        let often = Object::new();
        // only a hint to the browser
        let _ = Reflect::set(&often, &"willReadFrequently".into(), &true.into());
        self.canvas.get_context_with_context_options("2d", &often).ok()??.dyn_into().ok()
    }
}

/// The browser's own detector of codes, where it has one.
fn detector() -> Option<JsValue> {
    let class: Function = Reflect::get(&js_sys::global(), &"BarcodeDetector".into()).ok()?.dyn_into().ok()?;
    let options = Object::new();
    Reflect::set(&options, &"formats".into(), &Array::of1(&"qr_code".into())).ok()?;
    Reflect::construct(&class, &Array::of1(&options)).ok()
}

/// The size within an edge, in proportion.
fn within(width: u32, height: u32, edge: u32) -> (u32, u32) {
    let longest = width.max(height).max(1);
    if longest <= edge {
        return (width.max(1), height.max(1));
    }
    ((width * edge / longest).max(1), (height * edge / longest).max(1))
}

/// The picture in shades of grey.
fn grey(context: &CanvasRenderingContext2d, width: u32, height: u32) -> Option<Vec<u8>> {
    let rgba = context.get_image_data(0.0, 0.0, width.into(), height.into()).ok()?.data().0;
    Some(shades(&rgba))
}

fn shades(rgba: &[u8]) -> Vec<u8> {
    let shade = |p: &[u8]| (u32::from(p[0]) * 77 + u32::from(p[1]) * 150 + u32::from(p[2]) * 29) >> 8;
    rgba.chunks_exact(4).map(|p| u8::try_from(shade(p)).unwrap_or(255)).collect()
}

/// The first code that can be read in a picture of greys.
fn decode(picture: &[u8], width: u32, height: u32) -> Option<String> {
    let (w, h) = (width as usize, height as usize);
    let at = |x: usize, y: usize| picture.get(y * w + x).copied().unwrap_or(255);
    let mut prepared = rqrr::PreparedImage::prepare_from_greyscale(w, h, at);
    prepared.detect_grids().into_iter().find_map(|grid| grid.decode().ok()).map(|(_, text)| text)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::kit::qr;

    #[test]
    fn what_the_screen_draws_is_read_again() {
        let text = "https://dj.example.cn/check-in/7123456789012345#0123456789abcdef";
        for scale in [3, 5, 9] {
            let (side, dark) = qr::modules(text).unwrap();
            let edge = (side + 8) * scale;
            let at = |x: usize, y: usize| {
                let (x, y) = ((x / scale).wrapping_sub(4), (y / scale).wrapping_sub(4));
                if x < side && y < side && dark[y * side + x] { 30 } else { 225 }
            };
            let picture: Vec<u8> = (0..edge * edge).map(|i| at(i % edge, i / edge)).collect();
            let edge = u32::try_from(edge).unwrap();
            assert_eq!(decode(&picture, edge, edge).as_deref(), Some(text), "at {scale}");
        }
    }

    #[test]
    fn pictures_without_a_code_are_passed_over() {
        assert_eq!(decode(&[128; 64 * 64], 64, 64), None);
        assert_eq!(decode(&[], 0, 0), None);
        assert_eq!(within(4_000, 3_000, 640), (640, 480));
        assert_eq!(within(0, 0, 640), (1, 1));
        assert_eq!(shades(&[255, 255, 255, 255, 0, 0, 0, 255]), [255, 0]);
    }
}
