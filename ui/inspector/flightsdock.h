#pragma once

#include "models/inspector/flightmodel.h"

#include <QDockWidget>

class QAction;
class QLabel;

namespace larder {

class PanelTable;

/// The panel of the statements that are on their way to the database now: who waits for them, how long, and
/// the means to cancel them. It changes nothing itself, it shows and asks.
class FlightsDock final : public QDockWidget
{
    Q_OBJECT

public:
    explicit FlightsDock(QWidget* parent = nullptr);

    /// In the order of their ids; selection and scroll position stay.
    void showFlights(const std::vector<FlightInfo>& flights);

    bool eventFilter(QObject* watched, QEvent* event) override;

Q_SIGNALS:
    /// All runs that wait for the statement are to end.
    void cancelRequested(larder::RunId flight);

private:
    void createTable();
    void createActions();
    [[nodiscard]] QWidget* createToolRow();
    void cancelSelected();
    void copySelected() const;
    void updateControls();

    FlightModel m_flights;
    PanelTable* m_table;
    QAction* m_cancel = nullptr;
    QAction* m_copy = nullptr;
    QLabel* m_summary = nullptr;
};

} // namespace larder
