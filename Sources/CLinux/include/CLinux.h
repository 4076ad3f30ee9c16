#pragma once
// What Swift's Glibc module lacks.
#include <getopt.h>
#include <sys/eventfd.h>
#include <sys/signalfd.h>
