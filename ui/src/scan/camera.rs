//! The camera's picture: asked for, shown, lit, and let go of when nobody looks.

use super::model::Trouble;
use js_sys::{Array, Object, Reflect};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{DomException, HtmlVideoElement, MediaStream, MediaStreamConstraints, MediaStreamTrack};

/// An open camera; closed when it is dropped.
pub struct Camera(MediaStream);

impl Camera {
    /// Opens the camera at the back, if there are several.
    ///
    /// # Errors
    /// Why there is no picture.
    pub async fn open() -> Result<Self, Trouble> {
        let window = web_sys::window().ok_or(Trouble::Other)?;
        // pages that are not safe have no such member
        let devices = window.navigator().media_devices().map_err(|_| Trouble::Insecure)?;
        if devices.is_undefined() {
            return Err(Trouble::Insecure);
        }
        let video = object(&[
            ("facingMode", object(&[("ideal", "environment".into())])),
            ("width", object(&[("ideal", 1280.into())])),
        ]);
        let wanted = MediaStreamConstraints::new();
        wanted.set_video(&video);
        let stream = devices.get_user_media_with_constraints(&wanted).map_err(|_| Trouble::Insecure)?;
        let stream = JsFuture::from(stream).await.map_err(|thrown| trouble(&thrown))?;
        stream.dyn_into().map(Self).map_err(|_| Trouble::Other)
    }

    /// Shows the picture.
    pub async fn show(&self, video: &HtmlVideoElement) {
        video.set_src_object(Some(&self.0));
        if let Ok(playing) = video.play() {
            // a video that was taken away before it played shows nothing, and nobody misses it
            let _ = JsFuture::from(playing).await;
        }
    }

    fn track(&self) -> Option<MediaStreamTrack> {
        self.0.get_video_tracks().get(0).dyn_into().ok()
    }

    /// Whether it has a light.
    #[must_use]
    pub fn has_torch(&self) -> bool {
        let Some(track) = self.track() else { return false };
        let ask =
            Reflect::get(&track, &"getCapabilities".into()).ok().and_then(|f| f.dyn_into::<js_sys::Function>().ok());
        let can = ask.and_then(|f| f.call0(&track).ok()).and_then(|can| Reflect::get(&can, &"torch".into()).ok());
        can.is_some_and(|torch| torch.is_truthy())
    }

    /// Turns the light on or off.
    pub async fn set_torch(&self, on: bool) {
        let Some(track) = self.track() else { return };
        let wanted = object(&[("advanced", Array::of1(&object(&[("torch", on.into())])).into())]);
        if let Ok(applied) = track.apply_constraints_with_constraints(wanted.unchecked_ref()) {
            // a light that stays dark is seen to be dark
            let _ = JsFuture::from(applied).await;
        }
    }
}

impl Drop for Camera {
    fn drop(&mut self) {
        for track in self.0.get_tracks().iter() {
            track.unchecked_into::<MediaStreamTrack>().stop();
        }
    }
}

fn trouble(thrown: &JsValue) -> Trouble {
    thrown.dyn_ref::<DomException>().map_or(Trouble::Other, |e| Trouble::of(&e.name()))
}

fn object(members: &[(&str, JsValue)]) -> JsValue {
    let object = Object::new();
    for (name, value) in members {
        // setting a member of a plain object cannot fail
        let _ = Reflect::set(&object, &(*name).into(), value);
    }
    object.into()
}
