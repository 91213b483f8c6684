#pragma once

class QWidget;

namespace larder {

/// Makes the letters of a widget larger and smaller than those around it.
class GridZoom
{
public:
    explicit GridZoom(QWidget& widget) : m_widget(widget) { }

    /// By @p steps of a tenth, within bounds; 0 gives back the size of the letters around.
    void change(int steps);

private:
    QWidget& m_widget;
    int m_steps = 0;
};

} // namespace larder
