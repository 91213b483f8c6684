#pragma once

#include "app/spillfolder.h"
#include "cache/resultstorage.h"

#include <atomic>

namespace larder {

/// Keeps the rows of results in memory as long as all living ones together stay within a budget; the result
/// that would pass it goes to a file as a whole. Rows that the cache holds count too, as they are the same.
/// Small results stay in memory always.
class SpillStorage final : public ResultStorage
{
public:
    /// Files go to a folder of their own in @p folder.
    SpillStorage(const QString& folder, qint64 budgetBytes);

    [[nodiscard]] std::unique_ptr<ChunkKeeper> newKeeper() override;
    /// Counts for rows that come from now on.
    void setBudgetBytes(qint64 bytes) { m_meter->budgetBytes = bytes; }
    [[nodiscard]] qint64 budgetBytes() const { return m_meter->budgetBytes; }
    /// Memory that the rows of all living results take now.
    [[nodiscard]] qint64 usedBytes() const { return m_meter->usedBytes; }
    [[nodiscard]] QString folder() const { return m_folder->path(); }

private:
    friend class SpillKeeper;

    // Rows are counted by the threads that fetch them, and counted off by whichever lets go of them last.
    struct Meter
    {
        std::atomic<qint64> usedBytes = 0;
        std::atomic<qint64> budgetBytes = 0;
    };

    std::shared_ptr<const SpillFolder> m_folder;
    std::shared_ptr<Meter> m_meter;
};

} // namespace larder
