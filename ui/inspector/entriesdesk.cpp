#include "ui/inspector/entriesdesk.h"

#include "cache/cacheinspection.h"
#include "models/inspector/entryrequest.h"
#include "models/inspector/validationtally.h"
#include "models/quantitytext.h"
#include "ui/inspector/cacheentriesdock.h"
#include "ui/inspector/entriesfeed.h"
#include "ui/inspector/undobar.h"

#include <QElapsedTimer>
#include <QPointer>

#include <algorithm>
#include <map>

namespace larder {

EntriesDesk::EntriesDesk(const Inspector::Subject& subject, CacheEntriesDock& dock, QObject* parent)
    : QObject(parent)
    , m_subject(subject)
    , m_dock(dock)
    , m_feed(new EntriesFeed(subject, dock, this))
{
    connect(&m_subject.control, &CacheControl::undoChanged, this, &EntriesDesk::followUndo);
    connect(&dock, &CacheEntriesDock::expireRequested, this, &EntriesDesk::expire);
    connect(&dock, &CacheEntriesDock::expireAllRequested, this, &EntriesDesk::expireEverything);
    connect(&dock, &CacheEntriesDock::wished, this, &EntriesDesk::perform);
    connect(&dock, &CacheEntriesDock::undoRequested, this, &EntriesDesk::undo);
}

void EntriesDesk::setConnections(const std::vector<ConnectionInfo>& connections)
{
    m_connections = connections;
    m_feed->setConnections(connections);
}

void EntriesDesk::perform(const EntryWish& wish)
{
    CacheControl& control = m_subject.control;
    const std::vector<EntryId> ids = idsOf(wish.entries);
    switch (wish.act) {
    case EntryWish::Act::ExpireTable:
    case EntryWish::Act::ExpireConnection:
        expireAllOf(wish);
        return;
    case EntryWish::Act::MarkOutdated:
        control.expireSoftly(ids);
        return;
    case EntryWish::Act::Pin:
    case EntryWish::Act::Unpin:
        control.setPinned(ids, wish.act == EntryWish::Act::Pin);
        return;
    case EntryWish::Act::SetTags:
        control.setTags(ids, wish.tags);
        return;
    case EntryWish::Act::Refresh:
        refresh(wish.entries);
        return;
    case EntryWish::Act::Validate:
        validate(wish.entries);
        return;
    case EntryWish::Act::Open:
        open(wish.entries.front());
        return;
    }
}

void EntriesDesk::expire(const std::vector<EntryId>& ids)
{
    offerUndo(m_subject.control.expireEntries(ids), qint64(ids.size()));
}

void EntriesDesk::expireAllOf(const EntryWish& wish)
{
    const CacheInspection inspection(m_subject.cache);
    const std::vector<EntryId> ids = idsOf(wish.entries);
    const qint64 present = std::ranges::count_if(ids, [&](EntryId id) { return inspection.holds(id); });
    if (wish.act == EntryWish::Act::ExpireTable)
        m_subject.control.expireTable(wish.database, wish.table);
    else
        m_subject.control.expireDatabase(wish.database);
    offerUndo(present, qint64(ids.size()));
}

void EntriesDesk::expireEverything()
{
    const qint64 count = m_subject.cache.store().entryCount();
    m_subject.control.expireEverything();
    offerUndo(count, count);
}

void EntriesDesk::undo()
{
    if (!m_subject.control.canUndo())
        return;
    const qint64 expired = m_expired;
    const qint64 count = m_subject.control.undo();
    const QString back = countedText(count, tr("1 entry is back."), tr("%1 entries are back."));
    // Of an expire by another panel it is not known how many went.
    if (count >= expired)
        m_dock.notice().say(back);
    else
        m_dock.notice().say(tr("%1 Of %2 that had expired, the others were changed or fetched anew since.")
                                .arg(back)
                                .arg(expired));
}

void EntriesDesk::offerUndo(qint64 expired, qint64 wanted)
{
    m_expired = expired;
    QString text = countedText(expired, tr("1 entry expired."), tr("%1 entries expired."));
    if (expired < wanted)
        text += u' '
            + countedText(wanted - expired, tr("1 more had gone before."), tr("%1 more had gone before."));
    m_dock.notice().offer(text, ExpireShelf::kKeptFor);
}

// Somebody else may have expired something, or the offer is over.
void EntriesDesk::followUndo()
{
    UndoBar& notice = m_dock.notice();
    m_expired = 0;
    if (m_subject.control.canUndo())
        notice.offer(tr("Expired."), ExpireShelf::kKeptFor);
    else if (notice.offers())
        notice.say({});
}

void EntriesDesk::open(const EntryInfo& entry)
{
    if (const auto connection = connectionFor(entry))
        Q_EMIT openRequested(connection.value(), entry.facts->sql);
    else
        m_dock.notice().say(tr("Not opened: %1").arg(errorText(connection.error())));
}

void EntriesDesk::refresh(const std::vector<EntryInfo>& entries)
{
    m_refreshed = 0;
    m_refreshErrors.clear();
    for (const EntryInfo& entry : entries) {
        if (entry.facts->components.technique == Technique::Schema)
            continue;
        const auto connection = connectionFor(entry);
        if (!connection) {
            m_refreshErrors << errorText(connection.error());
            continue;
        }
        ++m_refreshing;
        const QString purpose = tr("Refresh of entry %1").arg(quint64(entry.id));
        m_subject.service.start(requestAgain(entry, connection.value(), RunMode::Fresh, purpose), this,
            {.finished = [this](const RunOutcome& outcome) { refreshed(outcome); }});
    }
    tellRefreshed();
}

void EntriesDesk::refreshed(const RunOutcome& outcome)
{
    --m_refreshing;
    if (outcome.error)
        m_refreshErrors << errorText(*outcome.error);
    else if (outcome.cancelled)
        m_refreshErrors << tr("cancelled");
    else if (!outcome.provenance.stored)
        m_refreshErrors
            << tr("the fresh answer was not stored (%1)").arg(reasonText(outcome.provenance.whyNotStored()));
    else
        ++m_refreshed;
    tellRefreshed();
}

void EntriesDesk::tellRefreshed()
{
    if (m_refreshing > 0)
        return;
    QString text = m_refreshed == 1 ? tr("1 entry refreshed.")
                                    : tr("%n entries refreshed.", nullptr, int(m_refreshed));
    if (!m_refreshErrors.isEmpty())
        text += u' ' + tr("Not refreshed: %1").arg(m_refreshErrors.first());
    m_dock.notice().say(text);
}

void EntriesDesk::validate(const std::vector<EntryInfo>& entries)
{
    const auto tally = std::make_shared<ValidationTally>();
    const CacheInspection inspection(m_subject.cache);
    std::map<ConnectionId, std::vector<EntryId>> asked;
    for (const EntryInfo& entry : entries) {
        const auto prover = inspection.proverOf(entry.id);
        const Result<ConnectionId> connection = prover ? Result(*prover) : connectionFor(entry);
        if (connection) {
            asked[connection.value()].push_back(entry.id);
        } else {
            m_subject.control.noteFailedCheck({entry.id}, connection.error());
            tally->add(connection.error());
        }
    }
    for (const auto& [connection, ids] : asked)
        validateOn(connection, ids, tally);
    if (const QString failures = tally->text(); !failures.isEmpty())
        m_dock.notice().say(failures);
}

void EntriesDesk::validateOn(
    ConnectionId connection, const std::vector<EntryId>& ids, const std::shared_ptr<ValidationTally>& tally)
{
    QElapsedTimer clock;
    clock.start();
    const auto answered = [self = QPointer(this), ids, tally, clock](const Result<DatabaseMark>& mark) {
        if (!self)
            return;
        CacheControl& control = self->m_subject.control;
        if (mark) {
            tally->add(control.noteCheck(ids, mark.value(), std::chrono::nanoseconds(clock.nsecsElapsed())));
        } else {
            control.noteFailedCheck(ids, mark.error());
            tally->add(mark.error());
        }
        self->m_dock.notice().say(tally->text());
    };
    m_subject.service.check(connection, answered);
}

Result<ConnectionId> EntriesDesk::connectionFor(const EntryInfo& entry) const
{
    const KeyComponents& wanted = entry.facts->components;
    if (const auto connection = m_subject.service.connectionLike(wanted))
        return *connection;
    for (const ConnectionInfo& each : m_connections) {
        if (m_subject.service.identity(each.id) != wanted.connection)
            continue;
        const QStringList others
            = differingSettings(wanted.settings, m_subject.service.session(each.id).settings);
        return Error{tr("“%1” is open, but with other settings (%2)")
                         .arg(each.label, others.join(QStringLiteral(", "))),
            {}, tr("Open it once more under those that the entry was read with.")};
    }
    return Error{tr("its database is not open"), {}, tr("Open it, as the user that the entry was read by.")};
}

} // namespace larder
