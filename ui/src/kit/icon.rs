//! One family of icons, one weight: outlines on a 24-point grid, drawn for this platform.

use leptos::prelude::*;

macro_rules! icons {
    ($($(#[$meta:meta])* $name:ident = $path:literal,)*) => {
        /// Which icon.
        #[derive(Debug, Clone, Copy, PartialEq, Eq)]
        pub enum IconName { $($(#[$meta])* $name,)* }

        impl IconName {
            const fn path(self) -> &'static str { match self { $(Self::$name => $path,)* } }
        }
    };
}

icons! {
    /// Back.
    Back = "M15 5l-7 7 7 7",
    /// On.
    Forward = "M9 5l7 7-7 7",
    /// Messages.
    Bell = "M6 9a6 6 0 0 1 12 0c0 6 2 7 2 7H4s2-1 2-7M10 20a2 2 0 0 0 4 0",
    /// Meetings.
    Calendar = "M5 5h14a1 1 0 0 1 1 1v13a1 1 0 0 1-1 1H5a1 1 0 0 1-1-1V6a1 1 0 0 1 1-1zM4 10h16M8 3v4M16 3v4M9 15l2 2 4-4",
    /// Photos.
    Camera = "M4 8h3l2-3h6l2 3h3a1 1 0 0 1 1 1v9a1 1 0 0 1-1 1H4a1 1 0 0 1-1-1V9a1 1 0 0 1 1-1zM12 10a3.5 3.5 0 1 0 0 7 3.5 3.5 0 0 0 0-7z",
    /// Done.
    Check = "M5 12.5l4.5 4.5L19 7",
    /// Time.
    Clock = "M12 4a8 8 0 1 0 0 16 8 8 0 0 0 0-16zM12 8v4l3 2",
    /// Close.
    Close = "M6 6l12 12M18 6L6 18",
    /// Copy.
    Copy = "M9 9h10v11H9zM5 15V4h10",
    /// Download.
    Download = "M12 4v11M7 11l5 5 5-5M5 20h14",
    /// Expand.
    Expand = "M14 4h6v6M20 4l-7 7M10 20H4v-6M4 20l7-7",
    /// The branch.
    Flag = "M6 21V4M6 5h11l-2 4 2 4H6",
    /// Services.
    Heart = "M12 20S4 15 4 9a4 4 0 0 1 8-1 4 4 0 0 1 8 1c0 6-8 11-8 11z",
    /// Home.
    Home = "M4 11l8-7 8 7v9h-5v-6H9v6H4z",
    /// Keyboard.
    Keyboard = "M3 7h18v10H3zM7 11h.01M11 11h.01M15 11h.01M8 14h8",
    /// Sign out.
    Exit = "M14 4h5v16h-5M10 8l-4 4 4 4M6 12h10",
    /// More.
    More = "M5 12h.01M12 12h.01M19 12h.01",
    /// The manual, courses.
    Book = "M12 6c-2-2-5-2-8-2v14c3 0 6 0 8 2 2-2 5-2 8-2V4c-3 0-6 0-8 2zM12 6v14",
    /// News.
    News = "M4 5h13v14H5a1 1 0 0 1-1-1zM17 9h3v9a1 1 0 0 1-1 1h-2M8 9h5M8 13h5",
    /// Records.
    Paper = "M7 3h10l3 3v14a1 1 0 0 1-1 1H7a1 1 0 0 1-1-1V4a1 1 0 0 1 1-1zM9 9h6M9 13h6M9 17h3",
    /// People.
    People = "M9 5a3.5 3.5 0 1 0 0 7 3.5 3.5 0 0 0 0-7zM2.5 20c.5-4 3-6 6.5-6s6 2 6.5 6M16 5.5a3 3 0 0 1 0 6M18 14.5c2 .8 3.2 2.7 3.5 5.5",
    /// A person.
    Person = "M12 4a4 4 0 1 0 0 8 4 4 0 0 0 0-8zM4 21c1-5 4-7 8-7s7 2 8 7",
    /// A place.
    Place = "M12 21s7-6 7-11a7 7 0 0 0-14 0c0 5 7 11 7 11zM12 8a2 2 0 1 0 0 4 2 2 0 0 0 0-4z",
    /// Play.
    Play = "M5 5h14a2 2 0 0 1 2 2v10a2 2 0 0 1-2 2H5a2 2 0 0 1-2-2V7a2 2 0 0 1 2-2zM10 9l5 3-5 3z",
    /// Add.
    Plus = "M12 5v14M5 12h14",
    /// Help.
    Question = "M12 4a8 8 0 1 0 0 16 8 8 0 0 0 0-16zM9.5 10a2.5 2.5 0 1 1 3.5 2.3c-.7.3-1 .8-1 1.7M12 17h.01",
    /// Again.
    Refresh = "M20 11a8 8 0 0 0-14-4L4 9M4 4v5h5M4 13a8 8 0 0 0 14 4l2-2M20 20v-5h-5",
    /// Scan.
    Scan = "M4 8V5a1 1 0 0 1 1-1h3M16 4h3a1 1 0 0 1 1 1v3M20 16v3a1 1 0 0 1-1 1h-3M8 20H5a1 1 0 0 1-1-1v-3M4 12h16",
    /// Search.
    Search = "M11 4a7 7 0 1 0 0 14 7 7 0 0 0 0-14zM16 16l4 4",
    /// Safety.
    Shield = "M12 3l7 3v5c0 5-3 8-7 10-4-2-7-5-7-10V6zM9 12l2 2 4-4",
    /// Points.
    Star = "M12 4l2.5 5.2 5.5.7-4 3.9 1 5.7-5-2.8-5 2.8 1-5.7-4-3.9 5.5-.7z",
    /// The organisation tree.
    Tree = "M9 3h6v5H9zM3 16h6v5H3zM15 16h6v5h-6zM12 8v4M6 16v-4h12v4",
    /// Screens.
    Screen = "M3 5h18v12H3zM9 21h6M12 17v4",
    /// Type size.
    Type = "M4 19l5-13h1l5 13M6 14h7M16 19l3-8 3 8M17 16h4",
    /// Trouble.
    Warning = "M12 4l9 16H3zM12 10v4M12 17h.01",
    /// No network.
    Offline = "M3 3l18 18M5 12a10 10 0 0 1 4-2.5M12 9c3 0 5 1 7 3M8 15.5a6 6 0 0 1 6-1M12 19h.01",
    /// Down.
    Down = "M5 9l7 7 7-7",
    /// Tiles, and one more.
    Grid = "M4 4h6v6H4zM14 4h6v6h-6zM4 14h6v6H4zM17 14v6M14 17h6",
    /// Lock.
    Lock = "M6.5 11h11a1.5 1.5 0 0 1 1.5 1.5v7a1.5 1.5 0 0 1-1.5 1.5h-11A1.5 1.5 0 0 1 5 19.5v-7A1.5 1.5 0 0 1 6.5 11zM8 11V8a4 4 0 0 1 8 0v3M12 15v2.5",
    /// Eye.
    Eye = "M2.5 12S6 5.5 12 5.5 21.5 12 21.5 12 18 18.5 12 18.5 2.5 12 2.5 12zM12 15a3 3 0 1 0 0-6 3 3 0 0 0 0 6z",
    /// Eye with a line through it.
    EyeOff = "M2.5 12S6 5.5 12 5.5 21.5 12 21.5 12 18 18.5 12 18.5 2.5 12 2.5 12zM4 4l16 16",
    /// Circle with an i.
    Info = "M12 21a9 9 0 1 0 0-18 9 9 0 0 0 0 18zM12 11v5.5M12 7.5v.1",
    /// To listen.
    Headphones = "M4 15v-3a8 8 0 0 1 16 0v3M4 15h3v6H5a1 1 0 0 1-1-1zM20 15h-3v6h2a1 1 0 0 0 1-1z",
    /// Go on playing.
    Start = "M8 5l11 7-11 7z",
    /// Stop playing for a while.
    Pause = "M8 5v14M16 5v14",
    /// Ten seconds back.
    Back10 = "M5 5v5h5M5.5 10a7.5 7.5 0 1 1-1 5M10 12v5M13.5 12h2v5h-2z",
    /// Ten seconds on.
    On10 = "M19 5v5h-5M18.500 10a7.5 7.5 0 1 0 1 5M9 12v5M12.500 12h2v5h-2z",
    /// Subtitles.
    Captions = "M3 5h18v14H3zM7 13h5M15 13h2M7 16h2M12 16h5",
    /// Sound.
    Sound = "M4 9h4l5-4v14l-5-4H4zM16 9a4 4 0 0 1 0 6M18.500 6.500a8 8 0 0 1 0 11",
    /// No sound.
    Mute = "M4 9h4l5-4v14l-5-4H4zM16 9.500l5 5M21 9.500l-5 5",
    /// A certificate.
    Award = "M12 3a6 6 0 1 0 0 12 6 6 0 0 0 0-12zM8.500 14l-1.500 7 5-2.500 5 2.500-1.500-7",
    /// Print.
    Print = "M7 9V4h10v5M5 9h14a1 1 0 0 1 1 1v7h-3M7 17H4v-7M7 14h10v6H7z",
    /// Phone.
    Phone = "M8 3h8a1.5 1.5 0 0 1 1.5 1.5v15A1.5 1.5 0 0 1 16 21H8a1.5 1.5 0 0 1-1.5-1.5v-15A1.5 1.5 0 0 1 8 3zM11 18h2",
}

/// An icon; decoration only: the word beside it says what it means.
#[component]
pub fn Icon(name: IconName) -> impl IntoView {
    view! { <svg class="i" viewBox="0 0 24 24" aria-hidden="true"><path d=name.path()></path></svg> }.into_any()
}
