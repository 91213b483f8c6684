#pragma once

#include <QWidget>

#include <vector>

namespace larder {

class FindBar;
class GoToRowBar;
class NoticeBar;
class GridFind;
class ResultView;
enum class GridCommand;

/// What opens below a grid: when its keys ask for it the bar that finds and the one that goes to a row, and a
/// notice while columns are filtered whose fields can't be seen.
class GridTools final : public QWidget
{
    Q_OBJECT

public:
    GridTools(ResultView& view, QWidget* parent);

private:
    void run(GridCommand command);
    void goToRow(qint64 row);
    void tellHiddenFilters();
    void clearHiddenFilters();
    [[nodiscard]] std::vector<int> hiddenFilters() const;

    ResultView& m_view;
    FindBar* m_findBar;
    GoToRowBar* m_goToRowBar;
    NoticeBar* m_hidden;
    GridFind* m_find;
};

} // namespace larder
