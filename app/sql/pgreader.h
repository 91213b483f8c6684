#pragma once

#include "app/sql/pgchannel.h"
#include "app/sql/pgfetcher.h"
#include "app/sql/pgkeys.h"
#include "app/sql/pgrun.h"

namespace larder {

/// Runs plain reads, each in a transaction that can't write, and asks at its end which tables it has read.
/// Lives in the worker's thread.
class PgReader
{
public:
    /// A connection to ask of tables and types beside a running statement; null where there is none.
    using Metadata = std::function<PgConnection*()>;

    PgReader(PgChannel& channel, const ServerCancellation& cancellation, Metadata metadata);

    [[nodiscard]] PgRun run(RunId id, const Statement& statement, const DatabasePort::RowsArrived& arrived,
        std::unique_ptr<ChunkKeeper> keeper);

private:
    void end(const PgFetcher::Outcome& fetched, bool wantsRowSource, ServerPatience& patience);
    void noteFacts(PgRun& run, const QByteArray& sent, ServerPatience& patience);

    PgChannel& m_channel;
    const ServerCancellation& m_cancellation;
    const Metadata m_metadata;
    std::optional<PgRelations> m_relations;
    PgOrigins m_origins;
    std::optional<RowSource> m_rowSource;
};

} // namespace larder
