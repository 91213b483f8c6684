#pragma once

#include "models/inspector/entrywish.h"
#include "ui/connectioninfo.h"
#include "ui/inspector/inspector.h"

namespace larder {

class CacheEntriesDock;
class EntriesFeed;
class ValidationTally;

/// Does what the panel of the cache entries asks for, and says there what came of it.
class EntriesDesk final : public QObject
{
    Q_OBJECT

public:
    EntriesDesk(const Inspector::Subject& subject, CacheEntriesDock& dock, QObject* parent = nullptr);

    /// What the window calls the open databases.
    void setConnections(const std::vector<ConnectionInfo>& connections);

Q_SIGNALS:
    /// A tab with the statement is wanted, which shows the result.
    void openRequested(larder::ConnectionId connection, const QByteArray& sql);

private:
    void perform(const EntryWish& wish);
    void expire(const std::vector<EntryId>& ids);
    void expireEverything();
    void undo();
    void expireAllOf(const EntryWish& wish);
    /// Says that @p expired of the @p wanted entries went, and offers to take it back.
    void offerUndo(qint64 expired, qint64 wanted);
    void followUndo();
    void open(const EntryInfo& entry);
    void refresh(const std::vector<EntryInfo>& entries);
    void refreshed(const RunOutcome& outcome);
    void validate(const std::vector<EntryInfo>& entries);
    void validateOn(ConnectionId connection, const std::vector<EntryId>& ids,
        const std::shared_ptr<ValidationTally>& tally);
    /// Says what came of a refresh, once all of it has ended.
    void tellRefreshed();
    /// Over which the statement of @p entry is the same request, or why there is none.
    [[nodiscard]] Result<ConnectionId> connectionFor(const EntryInfo& entry) const;

    const Inspector::Subject m_subject;
    CacheEntriesDock& m_dock;
    EntriesFeed* m_feed;
    std::vector<ConnectionInfo> m_connections;
    // Runs of the last refresh that have not ended, and what came of the others.
    qint64 m_refreshing = 0;
    qint64 m_refreshed = 0;
    QStringList m_refreshErrors;
    // By the last expire that the panel asked for.
    qint64 m_expired = 0;
};

} // namespace larder
