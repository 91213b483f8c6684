#pragma once

#include <QColor>
#include <QToolButton>

namespace larder {

/// A button that shows a colour and lets the user choose another one, or none.
class ColourButton final : public QToolButton
{
    Q_OBJECT

public:
    explicit ColourButton(QWidget* parent = nullptr);

    /// Invalid for none.
    [[nodiscard]] QColor colour() const { return m_colour; }
    void setColour(const QColor& colour);

Q_SIGNALS:
    void edited();

private:
    QColor m_colour;
};

} // namespace larder
