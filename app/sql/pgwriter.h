#pragma once

#include "app/sql/pgreader.h"
#include "app/sql/pgstatementkind.h"

namespace larder {

/// Runs everything but plain reads, and all statements of a session that differs from a new one. Changes of
/// rows outside of the user's transactions get one of their own, whose locks tell what was written before it
/// is committed. On a read-only connection all have one, in which they can't write. Lives in the worker's
/// thread.
class PgWriter
{
public:
    PgWriter(PgChannel& channel, const ServerCancellation& cancellation, PgReader::Metadata metadata);

    [[nodiscard]] PgRun run(RunId id, const Statement& statement, const SqlClassification& classification,
        const DatabasePort::RowsArrived& arrived, std::unique_ptr<ChunkKeeper> keeper);

private:
    void fetch(PgRun& run, RunId id, const Statement& statement, const DatabasePort::RowsArrived& arrived,
        std::unique_ptr<ChunkKeeper> keeper);
    [[nodiscard]] bool needsOwnTransaction(
        const Statement& statement, const SqlClassification& classification) const;
    void begin(PgRun& run, ServerPatience& patience);
    void prepareCommit(PgRun& run, ServerPatience& patience);
    void askWritten(PgRun& run, ServerPatience& patience);
    void endOwnTransaction(PgRun& run, ServerPatience& patience);
    void keepReadOnly(PgRun& run, ServerPatience& patience);
    void restoreEncoding();

    PgChannel& m_channel;
    const ServerCancellation& m_cancellation;
    const PgReader::Metadata m_metadata;
};

} // namespace larder
