//! 只在这台电脑上使用: the first start on a computer without any server, with the real platform inside the app.

use crate::world::App;
use gsdj_domain::shell::Server;
use serde_json::json;

#[tokio::test(flavor = "multi_thread")]
async fn the_app_alone_is_a_platform_to_sign_in_to() {
    let dir = std::env::temp_dir().join(format!("gsdj-app-here-{}", std::process::id()));
    let app = App::without_a_server(dir).await;
    assert_eq!(app.get("/api/platform").await.body["code"], "no_server");

    let choice = app.core.choose_server(Server::Here).await.unwrap();
    assert_eq!(choice.server, Some(Server::Here));
    let platform = app.get("/api/platform").await;
    assert_eq!((platform.status, &platform.body["demo"]), (200, &json!(true)));
    let mut signed_in = 0;
    for sample in &choice.samples {
        let form = json!({ "account": sample.account, "password": sample.password });
        let answer = app.ask("POST", "/api/session", Some(form), None).await;
        assert_eq!(answer.status, 200, "{}: {}", sample.account, answer.body);
        assert_eq!(answer.body["token"], "");
        signed_in += 1;
    }
    assert!(signed_in >= 5);
    let inbox = app.get("/api/inbox").await;
    assert!(inbox.status == 200 || inbox.body["code"] == "password_must_change", "{}", inbox.body);

    let app = App::without_a_server(app.dir).await;
    assert_eq!(app.core.server().await.server, Some(Server::Here), "remembered");
    assert_eq!(app.get("/api/session").await.status, 200);
}
