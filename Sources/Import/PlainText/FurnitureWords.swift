/// The words that furniture is made of, lower case and without apostrophes, as `Words` gives them.
extension Furniture {
  static let languages: Set<String> = [
    "english", "español", "espanol", "spanish", "français", "francais", "french", "deutsch", "german",
    "italiano",
    "italian", "português", "portugues", "portuguese", "русский", "russian", "українська", "ukrainian", "中文",
    "简体中文",
    "繁體中文", "chinese", "日本語", "japanese", "한국어", "korean", "العربية", "arabic", "हिन्दी", "hindi", "türkçe",
    "turkish",
    "nederlands", "dutch", "polski", "polish", "svenska", "swedish", "dansk", "danish", "norsk", "suomi",
    "čeština",
    "ελληνικά", "עברית", "hebrew", "فارسی", "persian", "tiếng", "việt", "vietnamese", "bahasa", "indonesia",
    "melayu",
    "ไทย", "thai", "latviešu", "eesti", "lietuvių", "magyar", "română", "български", "en", "es", "fr", "de",
    "ja",
    "zh", "ko", "us", "uk",
  ]

  static let shareActs: Set<String> = [
    "share", "tweet", "print", "bookmark", "repost", "copy", "pin", "save", "comments",
  ]
  static let shareSites: Set<String> = [
    "facebook", "twitter", "whatsapp", "linkedin", "telegram", "pinterest", "reddit", "email", "mail",
    "messenger",
    "flipboard", "tumblr", "threads", "bluesky", "mastodon", "line", "wechat", "weibo", "x", "instagram",
    "pocket",
    "sms",
  ]
  static let shareGlue: Set<String> = [
    "this", "article", "story", "page", "on", "by", "via", "with", "to", "a", "link", "the", "or", "and",
    "icon",
    "button", "options", "friends", "it", "post", "send", "in", "new", "window", "opens", "click", "copied",
  ]

  /// Whole lines.
  static let noticeWhole: Set<String> = [
    "advertisement", "advertisements", "ad", "sponsored", "sponsored content", "skip to content",
    "skip to main content",
    "skip to navigation", "menu", "search", "log in", "login", "sign in", "sign up", "register", "subscribe",
    "subscribe now", "my account", "home", "back to top", "top", "read more", "more", "close",
    "related articles",
    "related stories", "related topics", "most read", "most popular", "most viewed", "trending",
    "trending now", "recommended", "recommended for you",
    "more from this section", "more stories", "you may also like", "you might also like", "continue reading",
    "story continues below",
    "story continues below advertisement", "article continues below", "article continues below advertisement",
    "accept", "accept all", "accept cookies", "accept all cookies", "reject all", "manage cookies",
    "cookie settings",
    "cookie preferences", "manage preferences", "privacy policy", "cookie policy", "terms of use",
    "terms of service",
    "terms and conditions", "terms privacy", "contact us", "about us", "leave a comment", "post a comment",
    "view comments", "show comments",
    "follow us", "newsletter", "newsletters", "loading", "listen to this article", "play video", "watch live",
    "toggle navigation",
    "open menu", "close menu", "previous", "next", "previous article", "next article",
  ]

  /// Beginnings of whole lines.
  static let noticeStarts: [String] = [
    "we use cookies", "this site uses cookies", "this website uses cookies", "our site uses cookies",
    "our website uses cookies",
    "we and our partners use cookies", "we and our partners store", "by continuing to use this site",
    "by continuing to browse",
    "by using this site you agree", "by using this website you agree", "by clicking accept",
    "by signing up you agree",
    "by subscribing you agree", "cookies help us", "subscribe to our", "subscribe to the newsletter",
    "subscribe today",
    "subscribe for", "subscribe now", "sign up for our", "sign up for the", "sign up to our",
    "sign up to receive",
    "sign up here", "get the latest news delivered", "get our daily", "already a subscriber",
    "already have an account",
    "already a member", "to continue reading", "you have reached your limit", "you have read your last free",
    "this article is for subscribers", "this content is for subscribers", "become a subscriber",
    "become a member",
    "start your free trial", "click here to subscribe", "support our journalism by", "enter your email",
    "your email address will not be published",
    "follow us on", "like us on facebook", "join us on facebook", "download our app", "download the app",
    "read also",
    "read more", "see also", "also read", "please enable javascript", "javascript is disabled",
    "you need to enable javascript",
    "please disable your ad blocker", "copyright ©", "copyright 20", "copyright 19",
  ]
}
