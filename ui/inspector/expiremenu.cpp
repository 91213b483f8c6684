#include "ui/inspector/expiremenu.h"

#include "cache/sqlpattern.h"
#include "models/inspector/entrytext.h"
#include "ui/inspector/cacheentryproxy.h"
#include "ui/inspector/entriespane.h"
#include "ui/inspector/expiredialog.h"
#include "ui/plainmenutext.h"

#include <QMenu>

#include <set>

namespace larder {

namespace {

/// Of so many selected entries the tables, connections and tags are offered, and so many of each.
constexpr size_t kMostLookedAt = 1'000;
constexpr size_t kMostOffered = 10;

} // namespace

ExpireMenu::ExpireMenu(const EntriesPane& pane, const CacheEntryProxy& entries, QWidget* parent)
    : QObject(parent)
    , m_pane(pane)
    , m_entries(entries)
    , m_parent(parent)
    , m_menu(new QMenu(tr("Expire &more"), parent))
{
    m_menu->setObjectName(QStringLiteral("expireMenu"));
    connect(m_menu, &QMenu::aboutToShow, this, &ExpireMenu::fill);
    fill();
}

void ExpireMenu::fill()
{
    m_menu->clear();
    const std::vector<EntryInfo> selected = m_pane.selectedInfos(kMostLookedAt);
    addTables(selected);
    addConnections(selected);
    addTags(selected);
    m_menu->addSeparator();
    m_menu->addAction(tr("By &tag…"), this, [this] { askForTag({}); });
    m_menu->addAction(tr("By &pattern…"), this, &ExpireMenu::askForPattern);
}

void ExpireMenu::addTables(const std::vector<EntryInfo>& selected)
{
    std::set<std::pair<QByteArray, QByteArray>> offered;
    for (const EntryInfo& entry : selected) {
        const ConnectionIdentity& database = entry.facts->components.connection;
        for (const QByteArray& table : entry.facts->tables) {
            if (offered.size() >= kMostOffered || !offered.emplace(databaseOf(database), table).second)
                continue;
            const QString what = tr("All of table “%1” of %2").arg(entryTableText(table), nameOf(entry));
            m_menu->addAction(plainMenuText(what), this, [this, what, database, table] {
                ask(what, {.act = EntryWish::Act::ExpireTable, .database = database, .table = table});
            });
        }
    }
}

void ExpireMenu::addConnections(const std::vector<EntryInfo>& selected)
{
    std::set<QByteArray> offered;
    for (const EntryInfo& entry : selected) {
        const ConnectionIdentity& database = entry.facts->components.connection;
        if (offered.size() >= kMostOffered || !offered.insert(databaseOf(database)).second)
            continue;
        const QString what = tr("All of connection “%1”").arg(nameOf(entry));
        m_menu->addAction(plainMenuText(what), this, [this, what, database] {
            ask(what, {.act = EntryWish::Act::ExpireConnection, .database = database});
        });
    }
}

void ExpireMenu::addTags(const std::vector<EntryInfo>& selected)
{
    std::set<QByteArray> offered;
    for (const EntryInfo& entry : selected) {
        for (const QByteArray& tag : entry.tags) {
            if (offered.size() >= kMostOffered || !offered.insert(tag).second)
                continue;
            const QString text = QString::fromUtf8(tag);
            m_menu->addAction(
                plainMenuText(tr("All with tag “%1”").arg(text)), this, [this, text] { askForTag(text); });
        }
    }
}

void ExpireMenu::ask(const QString& question, const EntryWish& wish)
{
    const auto tell = [this, wish](const std::vector<EntryInfo>& entries) {
        EntryWish confirmed = wish;
        confirmed.entries = entries;
        Q_EMIT wished(confirmed);
    };
    if (const std::vector<EntryInfo> entries = hitBy(wish); entries.size() == 1) {
        tell(entries);
        return;
    }
    auto* const dialog = new ExpireDialog(
        tr("Expire: %1?").arg(question), [this, wish](const QString&) { return hitBy(wish); }, m_parent);
    connect(dialog, &ExpireDialog::confirmed, this, tell);
    dialog->ask();
}

void ExpireMenu::askForTag(const QString& tag)
{
    QStringList known;
    for (const EntryInfo& entry :
        m_entries.entriesWhere([](const EntryInfo& e) { return !e.tags.isEmpty(); })) {
        for (const QByteArray& each : entry.tags) {
            if (!known.contains(QString::fromUtf8(each)))
                known << QString::fromUtf8(each);
        }
    }
    auto* const dialog = new ExpireDialog(
        tr("Expire all entries with a tag?"),
        [this](const QString& text) {
            const QByteArray wanted = text.toUtf8();
            return m_entries.entriesWhere(
                [&](const EntryInfo& entry) { return entry.tags.contains(wanted); });
        },
        m_parent);
    dialog->askFor(tr("&Tag:"), known, tag);
    connect(dialog, &ExpireDialog::confirmed, this,
        [this](const std::vector<EntryInfo>& entries) { Q_EMIT expireRequested(idsOf(entries)); });
    dialog->ask();
}

void ExpireMenu::askForPattern()
{
    auto* const dialog = new ExpireDialog(
        tr("Expire all entries whose SQL has a part that fits a pattern?"),
        [this](const QString& text) {
            if (text.isEmpty())
                return std::vector<EntryInfo>();
            const QRegularExpression fits = sqlPattern(text);
            return m_entries.entriesWhere([&](const EntryInfo& entry) {
                return fits.match(QString::fromUtf8(entry.facts->sql)).hasMatch();
            });
        },
        m_parent);
    dialog->askFor(tr("&Pattern (* for any text, ? for one character):"), {});
    connect(dialog, &ExpireDialog::confirmed, this,
        [this](const std::vector<EntryInfo>& entries) { Q_EMIT expireRequested(idsOf(entries)); });
    dialog->ask();
}

std::vector<EntryInfo> ExpireMenu::hitBy(const EntryWish& wish) const
{
    const QByteArray database = databaseOf(wish.database);
    const bool anyTable = wish.act == EntryWish::Act::ExpireConnection;
    return m_entries.entriesWhere([&](const EntryInfo& entry) {
        return (anyTable || entry.facts->tables.contains(wish.table))
            && databaseOf(entry.facts->components.connection) == database;
    });
}

QString ExpireMenu::nameOf(const EntryInfo& entry) const
{
    const QString name
        = m_entries.indexOf(entry.id, EntryColumn::Connection).data(Qt::DisplayRole).toString();
    return name.isEmpty() ? QString::fromUtf8(entry.facts->components.connection.engine) : name;
}

} // namespace larder
