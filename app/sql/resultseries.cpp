#include "app/sql/resultseries.h"

#include "app/sql/rowspublisher.h"

namespace larder {

void ResultSeries::begin(std::vector<ColumnInfo> columns)
{
    end(false, false);
    if (m_ended.size() < kMostResults)
        m_builder.emplace(std::move(columns), m_storage->newKeeper());
    else
        ++m_notKept;
}

std::optional<Error> ResultSeries::error() const
{
    return m_builder && m_builder->error() ? m_builder->error() : m_error;
}

std::vector<ResultPtr> ResultSeries::finish(bool cancelled, bool failed)
{
    end(cancelled, failed);
    return std::move(m_ended);
}

void ResultSeries::end(bool cancelled, bool failed)
{
    if (m_builder) {
        m_error = error();
        const bool isPart = failed || m_builder->error();
        m_ended.push_back(m_builder->snapshot(endOfRows(cancelled, isPart, m_isCut)));
        m_builder.reset();
    }
    m_isCut = false;
}

} // namespace larder
