#pragma once

#include "models/resultchanges.h"
#include "models/rowworker.h"
#include "ui/gridposition.h"

#include <QTimer>

namespace larder {

class GridArrangement;
class ResultView;

/// Brings a grid back to where it stood when its rows come anew. After a refresh it finds the place by the
/// keys of the rows, and marks for a moment what has changed.
class GridRefresh final : public QObject
{
    Q_OBJECT

public:
    GridRefresh(ResultView& view, const GridArrangement& arrangement, QObject* parent);

    /// Where the grid stands, or is about to be.
    [[nodiscard]] GridPosition position() const;
    /// Brings the grid there as soon as the next result has those rows.
    void returnTo(const GridPosition& position);
    /// Brings it there now, or as soon as the result on screen has those rows.
    void goTo(const GridPosition& position);
    [[nodiscard]] GridMemory memory() const;
    /// The next result is that of the statement of @p before, run again.
    void expectRefresh(const GridMemory& before);
    /// What was awaited does not come; the grid stays as it is.
    void giveUp();
    /// The grid has other rows, or the same otherwise arranged.
    void rowsChanged();

Q_SIGNALS:
    /// What a refresh changed, "2 cells changed · 1 new row", and nothing when the moment is over.
    void changesTold(const QString& text);

private:
    [[nodiscard]] GridPosition present() const;
    [[nodiscard]] bool compare(const ResultPtr& before, const ResultPtr& after);
    void compared(const std::shared_ptr<const ResultChanges>& changes);
    void mark(const std::shared_ptr<const ResultChanges>& changes);
    void endMarks();
    void restore();
    void bring(const GridPosition& position);

    ResultView& m_view;
    const GridArrangement& m_arrangement;
    RowWorker m_worker;
    QTimer m_moment;
    std::optional<GridPosition> m_wanted;
    // Where the grid was brought while a refresh still arrived, before the keys could be compared.
    std::optional<GridPosition> m_provisional;
    // While a refresh is awaited: the result that it is compared with.
    ResultPtr m_before;
};

} // namespace larder
