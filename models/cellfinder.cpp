#include "models/cellfinder.h"

#include <QElapsedTimer>

namespace larder {

namespace {

constexpr qint64 kMillisecondsBetweenHits = 100;
constexpr qint64 kRowsBetweenLooks = 1'024;

/// One search, in the thread.
class Search
{
public:
    using Tell = std::function<void(std::vector<GridPlace>)>;

    Search(ArrangedRows rows, std::vector<int> columns, const CellMatcher& matcher)
        : m_rows(std::move(rows))
        , m_columns(std::move(columns))
        , m_matcher(matcher)
    {
    }

    /// False if it was stopped.
    bool run(const RowTask& task, const Tell& tell)
    {
        const qint64 count = m_rows.rowCount();
        m_sinceTold.start();
        for (qint64 row = 0; row < count && m_hits < CellFinder::kMostHits; ++row) {
            if (row % kRowsBetweenLooks == 0) {
                if (task.stopped())
                    return false;
                task.tell(double(row) / double(count));
                if (!m_untold.empty() && m_sinceTold.elapsed() >= kMillisecondsBetweenHits)
                    tellHits(tell);
            }
            lookAt(row);
        }
        tellHits(tell);
        return !task.stopped();
    }

private:
    void lookAt(qint64 row)
    {
        for (size_t place = 0; place < m_columns.size(); ++place) {
            if (m_hits < CellFinder::kMostHits && m_matcher.matches(m_rows.cell(row, m_columns[place]))) {
                m_untold.push_back({row, int(place)});
                ++m_hits;
            }
        }
    }

    void tellHits(const Tell& tell)
    {
        if (!m_untold.empty())
            tell(std::exchange(m_untold, {}));
        m_sinceTold.start();
    }

    ArrangedRows m_rows;
    std::vector<int> m_columns;
    CellMatcher m_matcher;
    std::vector<GridPlace> m_untold;
    qint64 m_hits = 0;
    QElapsedTimer m_sinceTold;
};

} // namespace

CellFinder::CellFinder(QObject* parent) : QObject(parent)
{
    connect(&m_worker, &RowWorker::progressed, this, &CellFinder::progressed);
}

void CellFinder::find(const ArrangedRows& rows, std::vector<int> columns, const CellMatcher& matcher)
{
    m_worker.start(
        [this, search = Search(rows, std::move(columns), matcher)](const RowTask& task) {
            Search running = search;
            const bool ended = running.run(task, [this, stop = task.stop](std::vector<GridPlace> more) {
                handOver(this, [this, stop, more = std::move(more)] {
                    if (!stop.stop_requested())
                        Q_EMIT found(more);
                });
            });
            return ended ? std::optional(true) : std::nullopt;
        },
        [this](bool) { Q_EMIT finished(); });
}

} // namespace larder
