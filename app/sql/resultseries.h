#pragma once

#include "cache/resultbuilder.h"
#include "cache/resultstorage.h"

namespace larder {

/// Collects the results of one statement, one after the other: CALL and batches bring several. Those beyond
/// kMostResults are counted only. Used by one thread at a time.
class ResultSeries
{
public:
    static constexpr size_t kMostResults = 100;

    /// Rows go to @p storage.
    explicit ResultSeries(std::shared_ptr<ResultStorage> storage) : m_storage(std::move(storage)) { }

    /// A result with @p columns comes, so the one before is all there.
    void begin(std::vector<ColumnInfo> columns);
    /// Of the result that is coming; none before the first and for one too many.
    [[nodiscard]] std::optional<ResultBuilder>& builder() { return m_builder; }
    [[nodiscard]] bool isEmpty() const { return m_ended.empty() && !m_builder; }
    [[nodiscard]] bool isAtFirst() const { return m_ended.empty(); }
    /// More rows than were wanted come for the result.
    void cut() { m_isCut = true; }
    [[nodiscard]] bool isCut() const { return m_isCut; }
    /// Set when there was no room for rows.
    [[nodiscard]] std::optional<Error> error() const;
    [[nodiscard]] int notKept() const { return m_notKept; }

    /// All of them. The one that was coming, if there is one, ended so. To be called once.
    [[nodiscard]] std::vector<ResultPtr> finish(bool cancelled, bool failed);
    /// Forgets the one that was coming.
    void drop() { m_builder.reset(); }

private:
    void end(bool cancelled, bool failed);

    const std::shared_ptr<ResultStorage> m_storage;
    std::vector<ResultPtr> m_ended;
    std::optional<ResultBuilder> m_builder;
    std::optional<Error> m_error;
    bool m_isCut = false;
    int m_notKept = 0;
};

} // namespace larder
