#pragma once

#include <QWidget>

namespace larder {

class FindBar;
class GoToRowBar;
class GridFind;
class ResultView;
enum class GridCommand;

/// What opens below a grid when its keys ask for it: the bar that finds, and the one that goes to a row.
class GridTools final : public QWidget
{
    Q_OBJECT

public:
    GridTools(ResultView& view, QWidget* parent);

private:
    void run(GridCommand command);
    void goToRow(qint64 row);

    ResultView& m_view;
    FindBar* m_findBar;
    GoToRowBar* m_goToRowBar;
    GridFind* m_find;
};

} // namespace larder
