//! The icons by name, with their place in the icon font.
//!
//! Written by `assets/make_fonts.py` from `assets/icons/names.txt`; not edited by hand.

use super::icons::Icon;

/// `account_tree`
pub const ACCOUNT_TREE: Icon = Icon::new("account_tree", '\u{e97a}');
/// `add`
pub const ADD: Icon = Icon::new("add", '\u{e145}');
/// `add_circle`
pub const ADD_CIRCLE: Icon = Icon::new("add_circle", '\u{e147}');
/// `alt_route`
pub const ALT_ROUTE: Icon = Icon::new("alt_route", '\u{f184}');
/// `apartment`
pub const APARTMENT: Icon = Icon::new("apartment", '\u{ea40}');
/// `apps`
pub const APPS: Icon = Icon::new("apps", '\u{e5c3}');
/// `arrow_back`
pub const ARROW_BACK: Icon = Icon::new("arrow_back", '\u{e5c4}');
/// `arrow_downward`
pub const ARROW_DOWNWARD: Icon = Icon::new("arrow_downward", '\u{e5db}');
/// `arrow_drop_down`
pub const ARROW_DROP_DOWN: Icon = Icon::new("arrow_drop_down", '\u{e5c5}');
/// `arrow_drop_up`
pub const ARROW_DROP_UP: Icon = Icon::new("arrow_drop_up", '\u{e5c7}');
/// `arrow_forward`
pub const ARROW_FORWARD: Icon = Icon::new("arrow_forward", '\u{e5c8}');
/// `arrow_upward`
pub const ARROW_UPWARD: Icon = Icon::new("arrow_upward", '\u{e5d8}');
/// `assignment_ind`
pub const ASSIGNMENT_IND: Icon = Icon::new("assignment_ind", '\u{e85e}');
/// `auto_fix_high`
pub const AUTO_FIX_HIGH: Icon = Icon::new("auto_fix_high", '\u{e662}');
/// `badge`
pub const BADGE: Icon = Icon::new("badge", '\u{ea67}');
/// `block`
pub const BLOCK: Icon = Icon::new("block", '\u{e033}');
/// `bookmark`
pub const BOOKMARK: Icon = Icon::new("bookmark", '\u{e866}');
/// `build`
pub const BUILD: Icon = Icon::new("build", '\u{e869}');
/// `calendar_today`
pub const CALENDAR_TODAY: Icon = Icon::new("calendar_today", '\u{e935}');
/// `call_merge`
pub const CALL_MERGE: Icon = Icon::new("call_merge", '\u{e0b3}');
/// `call_split`
pub const CALL_SPLIT: Icon = Icon::new("call_split", '\u{e0b6}');
/// `cancel`
pub const CANCEL: Icon = Icon::new("cancel", '\u{e5c9}');
/// `category`
pub const CATEGORY: Icon = Icon::new("category", '\u{e574}');
/// `center_focus_strong`
pub const CENTER_FOCUS_STRONG: Icon = Icon::new("center_focus_strong", '\u{e3b4}');
/// `check`
pub const CHECK: Icon = Icon::new("check", '\u{e5ca}');
/// `check_box`
pub const CHECK_BOX: Icon = Icon::new("check_box", '\u{e834}');
/// `check_box_outline_blank`
pub const CHECK_BOX_OUTLINE_BLANK: Icon = Icon::new("check_box_outline_blank", '\u{e835}');
/// `check_circle`
pub const CHECK_CIRCLE: Icon = Icon::new("check_circle", '\u{e86c}');
/// `checklist`
pub const CHECKLIST: Icon = Icon::new("checklist", '\u{e6b1}');
/// `chevron_left`
pub const CHEVRON_LEFT: Icon = Icon::new("chevron_left", '\u{e408}');
/// `chevron_right`
pub const CHEVRON_RIGHT: Icon = Icon::new("chevron_right", '\u{e409}');
/// `close`
pub const CLOSE: Icon = Icon::new("close", '\u{e14c}');
/// `close_fullscreen`
pub const CLOSE_FULLSCREEN: Icon = Icon::new("close_fullscreen", '\u{f1cf}');
/// `code`
pub const CODE: Icon = Icon::new("code", '\u{e86f}');
/// `compare_arrows`
pub const COMPARE_ARROWS: Icon = Icon::new("compare_arrows", '\u{e915}');
/// `conditions`
pub const CONDITIONS: Icon = Icon::new("conditions", '\u{e0a0}');
/// `content_copy`
pub const CONTENT_COPY: Icon = Icon::new("content_copy", '\u{e14d}');
/// `content_cut`
pub const CONTENT_CUT: Icon = Icon::new("content_cut", '\u{e14e}');
/// `content_paste`
pub const CONTENT_PASTE: Icon = Icon::new("content_paste", '\u{e14f}');
/// `corporate_fare`
pub const CORPORATE_FARE: Icon = Icon::new("corporate_fare", '\u{f1d0}');
/// `crop_free`
pub const CROP_FREE: Icon = Icon::new("crop_free", '\u{e3c2}');
/// `dark_mode`
pub const DARK_MODE: Icon = Icon::new("dark_mode", '\u{e51c}');
/// `database`
pub const DATABASE: Icon = Icon::new("database", '\u{f20e}');
/// `delete`
pub const DELETE: Icon = Icon::new("delete", '\u{e872}');
/// `description`
pub const DESCRIPTION: Icon = Icon::new("description", '\u{e873}');
/// `difference`
pub const DIFFERENCE: Icon = Icon::new("difference", '\u{eb7d}');
/// `do_not_disturb_on`
pub const DO_NOT_DISTURB_ON: Icon = Icon::new("do_not_disturb_on", '\u{e15c}');
/// `donut_large`
pub const DONUT_LARGE: Icon = Icon::new("donut_large", '\u{e917}');
/// `download`
pub const DOWNLOAD: Icon = Icon::new("download", '\u{e171}');
/// `drag_indicator`
pub const DRAG_INDICATOR: Icon = Icon::new("drag_indicator", '\u{e945}');
/// `edit`
pub const EDIT: Icon = Icon::new("edit", '\u{e150}');
/// `edit_note`
pub const EDIT_NOTE: Icon = Icon::new("edit_note", '\u{e745}');
/// `error`
pub const ERROR: Icon = Icon::new("error", '\u{e000}');
/// `event`
pub const EVENT: Icon = Icon::new("event", '\u{e24f}');
/// `exit_to_app`
pub const EXIT_TO_APP: Icon = Icon::new("exit_to_app", '\u{e879}');
/// `expand_less`
pub const EXPAND_LESS: Icon = Icon::new("expand_less", '\u{e5ce}');
/// `expand_more`
pub const EXPAND_MORE: Icon = Icon::new("expand_more", '\u{e5cf}');
/// `file_open`
pub const FILE_OPEN: Icon = Icon::new("file_open", '\u{eaf3}');
/// `filter_alt`
pub const FILTER_ALT: Icon = Icon::new("filter_alt", '\u{ef4f}');
/// `filter_list`
pub const FILTER_LIST: Icon = Icon::new("filter_list", '\u{e152}');
/// `fingerprint`
pub const FINGERPRINT: Icon = Icon::new("fingerprint", '\u{e90d}');
/// `fit_screen`
pub const FIT_SCREEN: Icon = Icon::new("fit_screen", '\u{ea10}');
/// `flag`
pub const FLAG: Icon = Icon::new("flag", '\u{e153}');
/// `folder`
pub const FOLDER: Icon = Icon::new("folder", '\u{e2c7}');
/// `folder_open`
pub const FOLDER_OPEN: Icon = Icon::new("folder_open", '\u{e2c8}');
/// `fork_right`
pub const FORK_RIGHT: Icon = Icon::new("fork_right", '\u{ebac}');
/// `format_list_bulleted`
pub const FORMAT_LIST_BULLETED: Icon = Icon::new("format_list_bulleted", '\u{e241}');
/// `forum`
pub const FORUM: Icon = Icon::new("forum", '\u{e0bf}');
/// `gavel`
pub const GAVEL: Icon = Icon::new("gavel", '\u{e90e}');
/// `gpp_bad`
pub const GPP_BAD: Icon = Icon::new("gpp_bad", '\u{f012}');
/// `gpp_good`
pub const GPP_GOOD: Icon = Icon::new("gpp_good", '\u{e8e8}');
/// `grid_on`
pub const GRID_ON: Icon = Icon::new("grid_on", '\u{e3ec}');
/// `grid_view`
pub const GRID_VIEW: Icon = Icon::new("grid_view", '\u{e9b0}');
/// `group`
pub const GROUP: Icon = Icon::new("group", '\u{e7ef}');
/// `group_add`
pub const GROUP_ADD: Icon = Icon::new("group_add", '\u{e7f0}');
/// `group_work`
pub const GROUP_WORK: Icon = Icon::new("group_work", '\u{e886}');
/// `groups`
pub const GROUPS: Icon = Icon::new("groups", '\u{f233}');
/// `health_and_safety`
pub const HEALTH_AND_SAFETY: Icon = Icon::new("health_and_safety", '\u{e1d5}');
/// `help`
pub const HELP: Icon = Icon::new("help", '\u{e887}');
/// `history`
pub const HISTORY: Icon = Icon::new("history", '\u{e28e}');
/// `home`
pub const HOME: Icon = Icon::new("home", '\u{e88a}');
/// `how_to_reg`
pub const HOW_TO_REG: Icon = Icon::new("how_to_reg", '\u{e174}');
/// `hub`
pub const HUB: Icon = Icon::new("hub", '\u{e9f4}');
/// `image`
pub const IMAGE: Icon = Icon::new("image", '\u{e251}');
/// `indeterminate_check_box`
pub const INDETERMINATE_CHECK_BOX: Icon = Icon::new("indeterminate_check_box", '\u{e909}');
/// `info`
pub const INFO: Icon = Icon::new("info", '\u{e88e}');
/// `inventory_2`
pub const INVENTORY_2: Icon = Icon::new("inventory_2", '\u{e1a1}');
/// `key`
pub const KEY: Icon = Icon::new("key", '\u{e73c}');
/// `keyboard`
pub const KEYBOARD: Icon = Icon::new("keyboard", '\u{e312}');
/// `keyboard_command_key`
pub const KEYBOARD_COMMAND_KEY: Icon = Icon::new("keyboard_command_key", '\u{eae7}');
/// `label`
pub const LABEL: Icon = Icon::new("label", '\u{e892}');
/// `language`
pub const LANGUAGE: Icon = Icon::new("language", '\u{e894}');
/// `light_mode`
pub const LIGHT_MODE: Icon = Icon::new("light_mode", '\u{e518}');
/// `lightbulb`
pub const LIGHTBULB: Icon = Icon::new("lightbulb", '\u{e0f0}');
/// `link`
pub const LINK: Icon = Icon::new("link", '\u{e157}');
/// `link_off`
pub const LINK_OFF: Icon = Icon::new("link_off", '\u{e16f}');
/// `list_alt`
pub const LIST_ALT: Icon = Icon::new("list_alt", '\u{e0ee}');
/// `location_on`
pub const LOCATION_ON: Icon = Icon::new("location_on", '\u{e0c8}');
/// `lock`
pub const LOCK: Icon = Icon::new("lock", '\u{e88d}');
/// `lock_open`
pub const LOCK_OPEN: Icon = Icon::new("lock_open", '\u{e898}');
/// `login`
pub const LOGIN: Icon = Icon::new("login", '\u{ea77}');
/// `logout`
pub const LOGOUT: Icon = Icon::new("logout", '\u{e9ba}');
/// `mail`
pub const MAIL: Icon = Icon::new("mail", '\u{e0be}');
/// `manage_accounts`
pub const MANAGE_ACCOUNTS: Icon = Icon::new("manage_accounts", '\u{f02e}');
/// `manage_search`
pub const MANAGE_SEARCH: Icon = Icon::new("manage_search", '\u{f02f}');
/// `menu`
pub const MENU: Icon = Icon::new("menu", '\u{e5d2}');
/// `menu_book`
pub const MENU_BOOK: Icon = Icon::new("menu_book", '\u{ea19}');
/// `merge`
pub const MERGE: Icon = Icon::new("merge", '\u{eb98}');
/// `mode_comment`
pub const MODE_COMMENT: Icon = Icon::new("mode_comment", '\u{e253}');
/// `more_horiz`
pub const MORE_HORIZ: Icon = Icon::new("more_horiz", '\u{e5d3}');
/// `more_vert`
pub const MORE_VERT: Icon = Icon::new("more_vert", '\u{e5d4}');
/// `move_item`
pub const MOVE_ITEM: Icon = Icon::new("move_item", '\u{f1ff}');
/// `new_releases`
pub const NEW_RELEASES: Icon = Icon::new("new_releases", '\u{e031}');
/// `note_add`
pub const NOTE_ADD: Icon = Icon::new("note_add", '\u{e89c}');
/// `notifications`
pub const NOTIFICATIONS: Icon = Icon::new("notifications", '\u{e7f4}');
/// `open_in_full`
pub const OPEN_IN_FULL: Icon = Icon::new("open_in_full", '\u{f1ce}');
/// `open_in_new`
pub const OPEN_IN_NEW: Icon = Icon::new("open_in_new", '\u{e895}');
/// `palette`
pub const PALETTE: Icon = Icon::new("palette", '\u{e3b7}');
/// `pause`
pub const PAUSE: Icon = Icon::new("pause", '\u{e034}');
/// `payments`
pub const PAYMENTS: Icon = Icon::new("payments", '\u{ef63}');
/// `person`
pub const PERSON: Icon = Icon::new("person", '\u{e7fd}');
/// `person_add`
pub const PERSON_ADD: Icon = Icon::new("person_add", '\u{e7fe}');
/// `person_alert`
pub const PERSON_ALERT: Icon = Icon::new("person_alert", '\u{f567}');
/// `person_off`
pub const PERSON_OFF: Icon = Icon::new("person_off", '\u{e510}');
/// `person_remove`
pub const PERSON_REMOVE: Icon = Icon::new("person_remove", '\u{ef66}');
/// `person_search`
pub const PERSON_SEARCH: Icon = Icon::new("person_search", '\u{f106}');
/// `play_arrow`
pub const PLAY_ARROW: Icon = Icon::new("play_arrow", '\u{e037}');
/// `policy`
pub const POLICY: Icon = Icon::new("policy", '\u{ea17}');
/// `post_add`
pub const POST_ADD: Icon = Icon::new("post_add", '\u{ea20}');
/// `present_to_all`
pub const PRESENT_TO_ALL: Icon = Icon::new("present_to_all", '\u{e0df}');
/// `print`
pub const PRINT: Icon = Icon::new("print", '\u{e555}');
/// `progress_activity`
pub const PROGRESS_ACTIVITY: Icon = Icon::new("progress_activity", '\u{e9d0}');
/// `public`
pub const PUBLIC: Icon = Icon::new("public", '\u{e80b}');
/// `publish`
pub const PUBLISH: Icon = Icon::new("publish", '\u{e255}');
/// `push_pin`
pub const PUSH_PIN: Icon = Icon::new("push_pin", '\u{f10d}');
/// `radio_button_checked`
pub const RADIO_BUTTON_CHECKED: Icon = Icon::new("radio_button_checked", '\u{e837}');
/// `radio_button_unchecked`
pub const RADIO_BUTTON_UNCHECKED: Icon = Icon::new("radio_button_unchecked", '\u{e836}');
/// `recommend`
pub const RECOMMEND: Icon = Icon::new("recommend", '\u{e9d2}');
/// `redo`
pub const REDO: Icon = Icon::new("redo", '\u{e15a}');
/// `refresh`
pub const REFRESH: Icon = Icon::new("refresh", '\u{e5d5}');
/// `remove`
pub const REMOVE: Icon = Icon::new("remove", '\u{e15b}');
/// `right_panel_close`
pub const RIGHT_PANEL_CLOSE: Icon = Icon::new("right_panel_close", '\u{f705}');
/// `right_panel_open`
pub const RIGHT_PANEL_OPEN: Icon = Icon::new("right_panel_open", '\u{f704}');
/// `route`
pub const ROUTE: Icon = Icon::new("route", '\u{eacd}');
/// `rule`
pub const RULE: Icon = Icon::new("rule", '\u{f1c2}');
/// `save`
pub const SAVE: Icon = Icon::new("save", '\u{e161}');
/// `save_as`
pub const SAVE_AS: Icon = Icon::new("save_as", '\u{eb60}');
/// `schedule`
pub const SCHEDULE: Icon = Icon::new("schedule", '\u{e192}');
/// `school`
pub const SCHOOL: Icon = Icon::new("school", '\u{e80c}');
/// `science`
pub const SCIENCE: Icon = Icon::new("science", '\u{ea4b}');
/// `search`
pub const SEARCH: Icon = Icon::new("search", '\u{e8b6}');
/// `sell`
pub const SELL: Icon = Icon::new("sell", '\u{e54e}');
/// `settings`
pub const SETTINGS: Icon = Icon::new("settings", '\u{e8b8}');
/// `share`
pub const SHARE: Icon = Icon::new("share", '\u{e80d}');
/// `shield`
pub const SHIELD: Icon = Icon::new("shield", '\u{e75b}');
/// `shield_lock`
pub const SHIELD_LOCK: Icon = Icon::new("shield_lock", '\u{f686}');
/// `shield_person`
pub const SHIELD_PERSON: Icon = Icon::new("shield_person", '\u{f650}');
/// `smart_toy`
pub const SMART_TOY: Icon = Icon::new("smart_toy", '\u{f06c}');
/// `sort`
pub const SORT: Icon = Icon::new("sort", '\u{e164}');
/// `splitscreen`
pub const SPLITSCREEN: Icon = Icon::new("splitscreen", '\u{f06d}');
/// `star`
pub const STAR: Icon = Icon::new("star", '\u{e838}');
/// `stop`
pub const STOP: Icon = Icon::new("stop", '\u{e047}');
/// `subdirectory_arrow_right`
pub const SUBDIRECTORY_ARROW_RIGHT: Icon = Icon::new("subdirectory_arrow_right", '\u{e5da}');
/// `supervisor_account`
pub const SUPERVISOR_ACCOUNT: Icon = Icon::new("supervisor_account", '\u{e1df}');
/// `swap_horiz`
pub const SWAP_HORIZ: Icon = Icon::new("swap_horiz", '\u{e8d4}');
/// `swap_vert`
pub const SWAP_VERT: Icon = Icon::new("swap_vert", '\u{e0c3}');
/// `sync_problem`
pub const SYNC_PROBLEM: Icon = Icon::new("sync_problem", '\u{e629}');
/// `table_chart`
pub const TABLE_CHART: Icon = Icon::new("table_chart", '\u{e265}');
/// `table_rows`
pub const TABLE_ROWS: Icon = Icon::new("table_rows", '\u{f101}');
/// `target`
pub const TARGET: Icon = Icon::new("target", '\u{e719}');
/// `text_fields`
pub const TEXT_FIELDS: Icon = Icon::new("text_fields", '\u{e262}');
/// `timeline`
pub const TIMELINE: Icon = Icon::new("timeline", '\u{e922}');
/// `timer`
pub const TIMER: Icon = Icon::new("timer", '\u{e425}');
/// `toggle_off`
pub const TOGGLE_OFF: Icon = Icon::new("toggle_off", '\u{e9f5}');
/// `toggle_on`
pub const TOGGLE_ON: Icon = Icon::new("toggle_on", '\u{e9f6}');
/// `translate`
pub const TRANSLATE: Icon = Icon::new("translate", '\u{e8e2}');
/// `trending_up`
pub const TRENDING_UP: Icon = Icon::new("trending_up", '\u{e8e5}');
/// `tune`
pub const TUNE: Icon = Icon::new("tune", '\u{e429}');
/// `undo`
pub const UNDO: Icon = Icon::new("undo", '\u{e166}');
/// `unfold_less`
pub const UNFOLD_LESS: Icon = Icon::new("unfold_less", '\u{e5d6}');
/// `unfold_more`
pub const UNFOLD_MORE: Icon = Icon::new("unfold_more", '\u{e5d7}');
/// `upload`
pub const UPLOAD: Icon = Icon::new("upload", '\u{e2c6}');
/// `upload_file`
pub const UPLOAD_FILE: Icon = Icon::new("upload_file", '\u{e9fc}');
/// `vertical_split`
pub const VERTICAL_SPLIT: Icon = Icon::new("vertical_split", '\u{e949}');
/// `view_list`
pub const VIEW_LIST: Icon = Icon::new("view_list", '\u{e8ef}');
/// `view_week`
pub const VIEW_WEEK: Icon = Icon::new("view_week", '\u{e8f3}');
/// `visibility`
pub const VISIBILITY: Icon = Icon::new("visibility", '\u{e417}');
/// `visibility_off`
pub const VISIBILITY_OFF: Icon = Icon::new("visibility_off", '\u{e8f5}');
/// `warning`
pub const WARNING: Icon = Icon::new("warning", '\u{e002}');
/// `widgets`
pub const WIDGETS: Icon = Icon::new("widgets", '\u{e1bd}');
/// `work`
pub const WORK: Icon = Icon::new("work", '\u{e8f9}');
/// `zoom_in`
pub const ZOOM_IN: Icon = Icon::new("zoom_in", '\u{e8ff}');
/// `zoom_out`
pub const ZOOM_OUT: Icon = Icon::new("zoom_out", '\u{e900}');

/// Every icon, in the order of their names.
pub const ALL: &[Icon] = &[
    ACCOUNT_TREE,
    ADD,
    ADD_CIRCLE,
    ALT_ROUTE,
    APARTMENT,
    APPS,
    ARROW_BACK,
    ARROW_DOWNWARD,
    ARROW_DROP_DOWN,
    ARROW_DROP_UP,
    ARROW_FORWARD,
    ARROW_UPWARD,
    ASSIGNMENT_IND,
    AUTO_FIX_HIGH,
    BADGE,
    BLOCK,
    BOOKMARK,
    BUILD,
    CALENDAR_TODAY,
    CALL_MERGE,
    CALL_SPLIT,
    CANCEL,
    CATEGORY,
    CENTER_FOCUS_STRONG,
    CHECK,
    CHECK_BOX,
    CHECK_BOX_OUTLINE_BLANK,
    CHECK_CIRCLE,
    CHECKLIST,
    CHEVRON_LEFT,
    CHEVRON_RIGHT,
    CLOSE,
    CLOSE_FULLSCREEN,
    CODE,
    COMPARE_ARROWS,
    CONDITIONS,
    CONTENT_COPY,
    CONTENT_CUT,
    CONTENT_PASTE,
    CORPORATE_FARE,
    CROP_FREE,
    DARK_MODE,
    DATABASE,
    DELETE,
    DESCRIPTION,
    DIFFERENCE,
    DO_NOT_DISTURB_ON,
    DONUT_LARGE,
    DOWNLOAD,
    DRAG_INDICATOR,
    EDIT,
    EDIT_NOTE,
    ERROR,
    EVENT,
    EXIT_TO_APP,
    EXPAND_LESS,
    EXPAND_MORE,
    FILE_OPEN,
    FILTER_ALT,
    FILTER_LIST,
    FINGERPRINT,
    FIT_SCREEN,
    FLAG,
    FOLDER,
    FOLDER_OPEN,
    FORK_RIGHT,
    FORMAT_LIST_BULLETED,
    FORUM,
    GAVEL,
    GPP_BAD,
    GPP_GOOD,
    GRID_ON,
    GRID_VIEW,
    GROUP,
    GROUP_ADD,
    GROUP_WORK,
    GROUPS,
    HEALTH_AND_SAFETY,
    HELP,
    HISTORY,
    HOME,
    HOW_TO_REG,
    HUB,
    IMAGE,
    INDETERMINATE_CHECK_BOX,
    INFO,
    INVENTORY_2,
    KEY,
    KEYBOARD,
    KEYBOARD_COMMAND_KEY,
    LABEL,
    LANGUAGE,
    LIGHT_MODE,
    LIGHTBULB,
    LINK,
    LINK_OFF,
    LIST_ALT,
    LOCATION_ON,
    LOCK,
    LOCK_OPEN,
    LOGIN,
    LOGOUT,
    MAIL,
    MANAGE_ACCOUNTS,
    MANAGE_SEARCH,
    MENU,
    MENU_BOOK,
    MERGE,
    MODE_COMMENT,
    MORE_HORIZ,
    MORE_VERT,
    MOVE_ITEM,
    NEW_RELEASES,
    NOTE_ADD,
    NOTIFICATIONS,
    OPEN_IN_FULL,
    OPEN_IN_NEW,
    PALETTE,
    PAUSE,
    PAYMENTS,
    PERSON,
    PERSON_ADD,
    PERSON_ALERT,
    PERSON_OFF,
    PERSON_REMOVE,
    PERSON_SEARCH,
    PLAY_ARROW,
    POLICY,
    POST_ADD,
    PRESENT_TO_ALL,
    PRINT,
    PROGRESS_ACTIVITY,
    PUBLIC,
    PUBLISH,
    PUSH_PIN,
    RADIO_BUTTON_CHECKED,
    RADIO_BUTTON_UNCHECKED,
    RECOMMEND,
    REDO,
    REFRESH,
    REMOVE,
    RIGHT_PANEL_CLOSE,
    RIGHT_PANEL_OPEN,
    ROUTE,
    RULE,
    SAVE,
    SAVE_AS,
    SCHEDULE,
    SCHOOL,
    SCIENCE,
    SEARCH,
    SELL,
    SETTINGS,
    SHARE,
    SHIELD,
    SHIELD_LOCK,
    SHIELD_PERSON,
    SMART_TOY,
    SORT,
    SPLITSCREEN,
    STAR,
    STOP,
    SUBDIRECTORY_ARROW_RIGHT,
    SUPERVISOR_ACCOUNT,
    SWAP_HORIZ,
    SWAP_VERT,
    SYNC_PROBLEM,
    TABLE_CHART,
    TABLE_ROWS,
    TARGET,
    TEXT_FIELDS,
    TIMELINE,
    TIMER,
    TOGGLE_OFF,
    TOGGLE_ON,
    TRANSLATE,
    TRENDING_UP,
    TUNE,
    UNDO,
    UNFOLD_LESS,
    UNFOLD_MORE,
    UPLOAD,
    UPLOAD_FILE,
    VERTICAL_SPLIT,
    VIEW_LIST,
    VIEW_WEEK,
    VISIBILITY,
    VISIBILITY_OFF,
    WARNING,
    WIDGETS,
    WORK,
    ZOOM_IN,
    ZOOM_OUT,
];
