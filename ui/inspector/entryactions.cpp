#include "ui/inspector/entryactions.h"

#include "ui/inspector/entriespane.h"
#include "ui/inspector/expiredialog.h"
#include "ui/inspector/expiremenu.h"
#include "ui/plainmenutext.h"

#include <QAction>
#include <QClipboard>
#include <QGuiApplication>
#include <QInputDialog>
#include <QMenu>

#include <algorithm>

namespace larder {

namespace {

/// So many entries are looked at to tell what can be done with the selection; with more, anything may.
constexpr size_t kMostLookedAt = 1'000;

bool isSchema(const EntryInfo& entry)
{
    return entry.facts->components.technique == Technique::Schema;
}

QByteArrayList tagsIn(const QString& text)
{
    QByteArrayList tags;
    for (const QString& tag : text.split(u',', Qt::SkipEmptyParts)) {
        const QByteArray word = tag.trimmed().toUtf8();
        if (!word.isEmpty() && !tags.contains(word))
            tags << word;
    }
    return tags;
}

} // namespace

EntryActions::EntryActions(EntriesPane& pane, const CacheEntryProxy& entries, QWidget* parent)
    : QObject(parent)
    , m_pane(pane)
    , m_parent(parent)
    , m_menu(new QMenu(tr("Entry"), parent))
    , m_expireMenu(new ExpireMenu(pane, entries, parent))
{
    m_menu->setObjectName(QStringLiteral("entryMenu"));
    m_menu->setToolTipsVisible(true);
    createWishes();
    m_menu->addSeparator();
    m_expire = add(
        tr("Expire selected"), tr("Drop the selected entries: the next run of each asks the database (Del)"));
    // Of the button, which keeps its width whatever the menu says.
    m_expire->setIconText(tr("Expire selected"));
    m_expire->setIcon(QIcon(QStringLiteral(":/larder/icons/expire.svg")));
    m_expire->setShortcut(QKeySequence::Delete);
    connect(m_expire, &QAction::triggered, this, &EntryActions::expireSelected);
    m_menu->addMenu(m_expireMenu->menu());
    m_menu->addSeparator();
    createCopies();
    for (QAction* const action : m_menu->actions())
        action->setShortcutContext(Qt::WidgetWithChildrenShortcut);
    pane.offer(m_menu->actions());
    m_first = m_menu->actions().constFirst();
    connect(&pane, &EntriesPane::groupExpireRequested, this, &EntryActions::expireGroup);
    connect(m_expireMenu, &ExpireMenu::expireRequested, this, &EntryActions::expireRequested);
    connect(m_expireMenu, &ExpireMenu::wished, this, &EntryActions::wished);
    update();
}

void EntryActions::add(QAction* action)
{
    m_menu->insertAction(m_first, action);
    m_pane.offer({action});
    m_ofOne << action;
    update();
}

void EntryActions::update()
{
    const std::vector<EntryInfo> entries = m_pane.selectedInfos(kMostLookedAt);
    const auto any = [&](const auto& isMeant) { return std::ranges::any_of(entries, isMeant); };
    const bool tooMany = entries.size() == kMostLookedAt;
    for (QAction* const action : std::as_const(m_always))
        action->setEnabled(!entries.empty());
    for (QAction* const action : std::as_const(m_ofOne))
        action->setEnabled(entries.size() == 1);
    m_open->setEnabled(entries.size() == 1 && !isSchema(entries.front()));
    m_refresh->setEnabled(any([](const EntryInfo& entry) { return !isSchema(entry); }));
    m_validate->setEnabled(
        tooMany || any([](const EntryInfo& entry) { return entry.state != EntryState::Expired; }));
    m_outdate->setEnabled(tooMany
        || any([](const EntryInfo& entry) { return !entry.outdated && entry.state != EntryState::Expired; }));
    m_pin->setEnabled(tooMany || any([](const EntryInfo& entry) { return !entry.pinned; }));
    m_unpin->setEnabled(tooMany || any([](const EntryInfo& entry) { return entry.pinned; }));
    nameExpire();
}

QAction* EntryActions::add(const QString& text, const QString& help)
{
    QAction* const action = m_menu->addAction(text);
    action->setToolTip(help);
    m_always << action;
    return action;
}

QAction* EntryActions::addWish(const QString& text, const QString& help, EntryWish::Act act)
{
    QAction* const action = m_menu->addAction(text);
    action->setToolTip(help);
    connect(action, &QAction::triggered, this,
        [this, act] { Q_EMIT wished({.act = act, .entries = m_pane.selectedInfos()}); });
    return action;
}

void EntryActions::createWishes()
{
    m_open
        = addWish(tr("&Open result"), tr("Show the result in a new tab (Ctrl+Return)"), EntryWish::Act::Open);
    m_open->setShortcut(QKeySequence(Qt::CTRL | Qt::Key_Return));
    m_refresh = addWish(tr("&Refresh"),
        tr("Run the statement again and put the fresh answer in the entry's place (Ctrl+R)"),
        EntryWish::Act::Refresh);
    m_refresh->setShortcut(QKeySequence(Qt::CTRL | Qt::Key_R));
    m_validate = addWish(tr("&Validate now"),
        tr("Ask the database whether the entry still holds; nothing is run again"), EntryWish::Act::Validate);
    m_outdate = addWish(tr("Mark as outdate&d"),
        tr("Still served, marked stale, until the fresh answer is there that the next run fetches behind"),
        EntryWish::Act::MarkOutdated);
    m_menu->addSeparator();
    m_pin = addWish(
        tr("&Pin"), tr("Never evict the entry, and let it have no time to live"), EntryWish::Act::Pin);
    m_unpin = addWish(tr("&Unpin"), tr("Let the entry be evicted again"), EntryWish::Act::Unpin);
    QAction* const tags = add(tr("&Tags…"), tr("Words to find the entry by, and to expire it"));
    connect(tags, &QAction::triggered, this, &EntryActions::askForTags);
}

void EntryActions::createCopies()
{
    QAction* const copySql = add(tr("Copy SQL"), tr("Copy the statements (Ctrl+C)"));
    copySql->setShortcut(QKeySequence::Copy);
    QAction* const copyKey = add(tr("Copy key"), tr("Copy the digests of the keys"));
    connect(copySql, &QAction::triggered, this, [this] { copySelected(&EntryFacts::sql, ";\n"); });
    connect(copyKey, &QAction::triggered, this, [this] { copySelected(&EntryFacts::key, "\n"); });
}

void EntryActions::expireSelected()
{
    const std::vector<EntryInfo> entries = m_pane.selectedInfos();
    if (const std::optional<GroupTitle> group = m_pane.selectedGroup())
        expireGroup(group->text, entries);
    else
        expire(tr("Expire the %n selected entries?", nullptr, int(entries.size())), entries);
}

void EntryActions::expireGroup(const QString& title, const std::vector<EntryInfo>& entries)
{
    expire(tr("Expire the %n entries of “%1”?", nullptr, int(entries.size())).arg(title), entries);
}

void EntryActions::expire(const QString& question, const std::vector<EntryInfo>& entries)
{
    const std::vector<EntryId> ids = idsOf(entries);
    if (ids.size() == 1)
        Q_EMIT expireRequested(ids);
    if (ids.size() <= 1)
        return;
    auto* const dialog = new ExpireDialog(
        question, [entries](const QString&) { return entries; }, m_parent);
    connect(dialog, &ExpireDialog::confirmed, this, [this, ids] { Q_EMIT expireRequested(ids); });
    dialog->ask();
}

void EntryActions::nameExpire()
{
    const std::optional<GroupTitle> group = m_pane.selectedGroup();
    if (!group) {
        m_expire->setText(m_expire->iconText());
        return;
    }
    const QString text = group->entries == 1
        ? tr("Expire the one entry of “%1”")
        : tr("Expire the %n entries of “%1”", nullptr, int(group->entries));
    m_expire->setText(plainMenuText(text.arg(group->text)));
}

void EntryActions::askForTags()
{
    const std::vector<EntryInfo> entries = m_pane.selectedInfos();
    auto* const dialog = new QInputDialog(m_parent);
    dialog->setObjectName(QStringLiteral("tagsDialog"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setWindowTitle(tr("Tags"));
    dialog->setLabelText(entries.size() == 1
            ? tr("Tags of the entry, separated by commas:")
            : tr("Tags of the %n entries, separated by commas:", nullptr, int(entries.size())));
    const bool isSame = std::ranges::all_of(
        entries, [&](const EntryInfo& entry) { return entry.tags == entries.front().tags; });
    dialog->setTextValue(isSame ? QString::fromUtf8(entries.front().tags.join(", ")) : QString());
    connect(dialog, &QInputDialog::textValueSelected, this, [this, entries](const QString& text) {
        Q_EMIT wished({.act = EntryWish::Act::SetTags, .entries = entries, .tags = tagsIn(text)});
    });
    dialog->open();
}

void EntryActions::copySelected(QByteArray EntryFacts::*part, const QByteArray& separator) const
{
    QByteArrayList parts;
    for (const EntryInfo& entry : m_pane.selectedInfos())
        parts << (*entry.facts).*part;
    QGuiApplication::clipboard()->setText(QString::fromUtf8(parts.join(separator)));
}

} // namespace larder
