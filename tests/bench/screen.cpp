#include "tests/bench/screen.h"

#include <QDeadlineTimer>

#include <xcb/xcb.h>

#include <algorithm>
#include <chrono>
#include <cstdlib>
#include <span>
#include <thread>

namespace larder::bench {

namespace {

constexpr int kPatienceMilliseconds = 60'000;
constexpr int kLeastWidth = 300;
constexpr quint32 kBlack = 0;

template <typename Reply>
using Owned = std::unique_ptr<Reply, decltype(&std::free)>;

template <typename Reply>
Owned<Reply> owned(Reply* reply)
{
    return {reply, &std::free};
}

} // namespace

std::unique_ptr<Screen> Screen::start()
{
    std::unique_ptr<Screen> screen(new Screen);
    screen->m_server.start(QStringLiteral("Xvfb"),
        {QStringLiteral("-displayfd"), QStringLiteral("1"), QStringLiteral("-br"), QStringLiteral("-screen"),
            QStringLiteral("0"), QStringLiteral("1600x1000x24"), QStringLiteral("-nolisten"),
            QStringLiteral("tcp")});
    if (!screen->m_server.waitForReadyRead(kPatienceMilliseconds))
        return nullptr;
    screen->m_name = u':' + QString::fromLatin1(screen->m_server.readLine().trimmed());
    screen->m_connection = xcb_connect(screen->m_name.toLatin1().constData(), nullptr);
    if (xcb_connection_has_error(screen->m_connection))
        return nullptr;
    screen->m_root = xcb_setup_roots_iterator(xcb_get_setup(screen->m_connection)).data->root;
    return screen;
}

Screen::~Screen()
{
    if (m_connection)
        xcb_disconnect(m_connection);
    m_server.terminate();
    m_server.waitForFinished();
}

bool Screen::waitForPaintedWindow()
{
    using namespace std::chrono_literals;
    const QDeadlineTimer patience(kPatienceMilliseconds);
    while (!patience.hasExpired()) {
        const std::optional<quint32> window = mappedWindow();
        if (window && isPainted(*window))
            return true;
        std::this_thread::sleep_for(500us);
    }
    return false;
}

std::optional<quint32> Screen::mappedWindow()
{
    const auto tree
        = owned(xcb_query_tree_reply(m_connection, xcb_query_tree(m_connection, m_root), nullptr));
    const std::span windows(
        xcb_query_tree_children(tree.get()), size_t(xcb_query_tree_children_length(tree.get())));
    for (const xcb_window_t window : windows) {
        const auto state = owned(xcb_get_window_attributes_reply(
            m_connection, xcb_get_window_attributes(m_connection, window), nullptr));
        const auto place
            = owned(xcb_get_geometry_reply(m_connection, xcb_get_geometry(m_connection, window), nullptr));
        if (state && place && state->map_state == XCB_MAP_STATE_VIEWABLE && !state->override_redirect
            && place->width >= kLeastWidth)
            return window;
    }
    return std::nullopt;
}

// The server leaves a new window black; both programs paint it lighter. The middle line crosses what they
// show.
bool Screen::isPainted(quint32 window)
{
    const auto place
        = owned(xcb_get_geometry_reply(m_connection, xcb_get_geometry(m_connection, window), nullptr));
    if (!place)
        return false;
    const auto image = owned(xcb_get_image_reply(m_connection,
        xcb_get_image(m_connection, XCB_IMAGE_FORMAT_Z_PIXMAP, window, 0, qint16(place->height / 2),
            place->width, 1, ~quint32(0)),
        nullptr));
    if (!image)
        return false;
    const auto* const pixels = reinterpret_cast<const quint32*>(xcb_get_image_data(image.get()));
    const std::span line(pixels, size_t(xcb_get_image_data_length(image.get())) / sizeof *pixels);
    return std::any_of(line.begin(), line.end(), [](quint32 pixel) { return (pixel & 0xffffff) != kBlack; });
}

} // namespace larder::bench
