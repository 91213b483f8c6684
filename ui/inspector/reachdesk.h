#pragma once

#include "ui/inspector/inspector.h"

class QMainWindow;

namespace larder {

class QueryTabs;

/// Tells before a statement runs which cache entries it would end: an action of the Query menu.
class ReachDesk final : public QObject
{
    Q_OBJECT

public:
    ReachDesk(const Inspector::Subject& subject, QMainWindow& window, QueryTabs& tabs, QObject* parent);

private:
    void show();

    const Inspector::Subject m_subject;
    QMainWindow& m_window;
    QueryTabs& m_tabs;
};

} // namespace larder
