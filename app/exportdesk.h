#pragma once

#include "app/resultexporter.h"

namespace larder {

class MainWindow;

/// Does the exports that a window asks for, each with its progress on screen, and tells how they ended.
class ExportDesk final : public QObject
{
    Q_OBJECT

public:
    /// @p window outlives it.
    explicit ExportDesk(MainWindow& window, QObject* parent = nullptr);

Q_SIGNALS:
    void finished(const larder::ExportJob& job, const larder::ExportOutcome& outcome);

private:
    void start(const ExportJob& job);
    void ended(const ExportJob& job, const ExportOutcome& outcome);

    MainWindow& m_window;
};

} // namespace larder
