/// Chains, good and bad: certificates that go's x509.CreateCertificate made, edited where that
/// refuses, and what go 1.27's crypto/tls client says to them.
enum ChainFixtures {
  static let text = #"""
    certificate: root
    signed by: root
    MIIBPDCB4qADAgECAgEBMAoGCCqGSM49BAMCMA8xDTALBgNVBAMTBFJvb3QwHhcNMjUxMTI4MDYwMDAwWhcNMzUxMT
    I4MDYwMDAwWjAPMQ0wCwYDVQQDEwRSb290MFkwEwYHKoZIzj0CAQYIKoZIzj0DAQcDQgAEyGF+MfupZm1dM8fbwSUw
    8XZqRzj+TBvxsFlJONOL83MjArYRMoh13Dlcs2qMfZYhvIj5tizh9YVgy72hOFeMOqMvMC0wDgYDVR0PAQH/BAQDAg
    IEMA8GA1UdEwEB/wQFMAMBAf8wCgYDVR0OBAMEAQEwCgYIKoZIzj0EAwIDSQAwRgIhAIZCqD7RHWGTT3BxnkVUqRiK
    0ANr/LAImaRL8IXw2BS3AiEAtZYr7kHt4XaSUV8UJZMECOxGbyjXYjWhlgtWBZWikyw=

    certificate: inter
    signed by: root
    MIIBPTCB46ADAgECAgECMAoGCCqGSM49BAMCMA8xDTALBgNVBAMTBFJvb3QwHhcNMjUxMTI4MDYwMDAwWhcNMzUxMT
    I4MDYwMDAwWjAQMQ4wDAYDVQQDEwVJbnRlcjBZMBMGByqGSM49AgEGCCqGSM49AwEHA0IABMhhfjH7qWZtXTPH28El
    MPF2akc4/kwb8bBZSTjTi/NzIwK2ETKIddw5XLNqjH2WIbyI+bYs4fWFYMu9oThXjDqjLzAtMA4GA1UdDwEB/wQEAw
    ICBDAPBgNVHRMBAf8EBTADAQH/MAoGA1UdDgQDBAEBMAoGCCqGSM49BAMCA0kAMEYCIQChMdt8Ttqt/BTXEzYQYk/a
    a1mYYLMbwPHH6y/5CzAyRAIhAMTb3S3nmsMv8PmUByZ4tiMp6KpCxUoE1eEDGwh0ux/Q

    certificate: leaf
    signed by: root
    MIIBGTCBwaADAgECAgEDMAoGCCqGSM49BAMCMBAxDjAMBgNVBAMTBUludGVyMB4XDTI1MTEyODA2MDAwMFoXDTM1MT
    EyODA2MDAwMFowDDEKMAgGA1UEAxMBbDBZMBMGByqGSM49AgEGCCqGSM49AwEHA0IABMhhfjH7qWZtXTPH28ElMPF2
    akc4/kwb8bBZSTjTi/NzIwK2ETKIddw5XLNqjH2WIbyI+bYs4fWFYMu9oThXjDqjEDAOMAwGA1UdEQQFMAOCAWgwCg
    YIKoZIzj0EAwIDRwAwRAIgPtFgpTnHMfmXekerj5sbbmU9174DMeSNC0s8VKP47JUCIHwdkW00djogrH92cXrWioOQ
    suUkg2qpTZYljKujg5no

    certificate: direct
    signed by: root
    MIIBGjCBwKADAgECAgEEMAoGCCqGSM49BAMCMA8xDTALBgNVBAMTBFJvb3QwHhcNMjUxMTI4MDYwMDAwWhcNMzUxMT
    I4MDYwMDAwWjAMMQowCAYDVQQDEwFsMFkwEwYHKoZIzj0CAQYIKoZIzj0DAQcDQgAEyGF+MfupZm1dM8fbwSUw8XZq
    Rzj+TBvxsFlJONOL83MjArYRMoh13Dlcs2qMfZYhvIj5tizh9YVgy72hOFeMOqMQMA4wDAYDVR0RBAUwA4IBaDAKBg
    gqhkjOPQQDAgNJADBGAiEApDfdRdG1pyOSyI2iBiD58BaSP36TMHlpEXPqeXtX6JoCIQDc0L+cot1dkfSqyLwxtzck
    EhN9d7xPO1ajJtOAiLDcNg==

    certificate: aia
    signed by: root
    MIIBQzCB6aADAgECAgEFMAoGCCqGSM49BAMCMBAxDjAMBgNVBAMTBUludGVyMB4XDTI1MTEyODA2MDAwMFoXDTM1MT
    EyODA2MDAwMFowDDEKMAgGA1UEAxMBbDBZMBMGByqGSM49AgEGCCqGSM49AwEHA0IABMhhfjH7qWZtXTPH28ElMPF2
    akc4/kwb8bBZSTjTi/NzIwK2ETKIddw5XLNqjH2WIbyI+bYs4fWFYMu9oThXjDqjODA2MCYGCCsGAQUFBwEBBBowGD
    AWBggrBgEFBQcwAoYKaHR0cDovL2EvaTAMBgNVHREEBTADggFoMAoGCCqGSM49BAMCA0kAMEYCIQCx0rdBoVa3MExz
    SM5kVM7vGT6c7dxLx/DLEnUEeW8g2AIhAPiCmCqaabW8Mf97lQKD6R+MmLO3f+eW5VgoMx4mnxso

    certificate: self
    signed by: root
    MIIBFjCBvaADAgECAgEGMAoGCCqGSM49BAMCMAwxCjAIBgNVBAMTAWwwHhcNMjUxMTI4MDYwMDAwWhcNMzUxMTI4MD
    YwMDAwWjAMMQowCAYDVQQDEwFsMFkwEwYHKoZIzj0CAQYIKoZIzj0DAQcDQgAEyGF+MfupZm1dM8fbwSUw8XZqRzj+
    TBvxsFlJONOL83MjArYRMoh13Dlcs2qMfZYhvIj5tizh9YVgy72hOFeMOqMQMA4wDAYDVR0RBAUwA4IBaDAKBggqhk
    jOPQQDAgNIADBFAiEAlJU84kZrGAHftA3EwTaIPp2kZCfp5lU79u/K2Uo9gjoCIDaEj6qmtifyXDb8K9j9lKixc2f+
    vyK1/QfLgQ+tw7tE

    certificate: other root
    signed by: other root
    MIIBPDCB4qADAgECAgEHMAoGCCqGSM49BAMCMA8xDTALBgNVBAMTBFJvb3QwHhcNMjUxMTI4MDYwMDAwWhcNMzUxMT
    I4MDYwMDAwWjAPMQ0wCwYDVQQDEwRSb290MFkwEwYHKoZIzj0CAQYIKoZIzj0DAQcDQgAExs1XLUblLKrjwnFvwup0
    AeS2qH5Lk4IK4t3qzuBZEGpr5ffJzaSAzUIkkO1kKQozLJ+SdLlPEhBqiHDWoLVlRaMvMC0wDgYDVR0PAQH/BAQDAg
    IEMA8GA1UdEwEB/wQFMAMBAf8wCgYDVR0OBAMEAQEwCgYIKoZIzj0EAwIDSQAwRgIhAJtvHpXTkTe4MO8I1Rk0lj6X
    JO+3Lgp0LMafLKKJtDQDAiEA+LAPACcy304UOYy8MRrOKECdT3rQ/cPjIgBysVKOmuw=

    certificate: unskilled
    signed by: root
    MIIBHTCBxKADAgECAgEIMAoGCCqGSM49BAMCMA8xDTALBgNVBAMTBFJvb3QwHhcNMjUxMTI4MDYwMDAwWhcNMzUxMT
    I4MDYwMDAwWjAQMQ4wDAYDVQQDEwVJbnRlcjBZMBMGByqGSM49AgEGCCqGSM49AwEHA0IABMhhfjH7qWZtXTPH28El
    MPF2akc4/kwb8bBZSTjTi/NzIwK2ETKIddw5XLNqjH2WIbyI+bYs4fWFYMu9oThXjDqjEDAOMAwGA1UdEwEB/wQCMA
    AwCgYIKoZIzj0EAwIDSAAwRQIgUjz3utb3sidHRSl7EIUgXqqgLr69fXrXwLaVbuuYy1cCIQDuDbwqGJfeVOHVP+Xf
    DPV1Uun8wgvLH31hGSolVKrJcQ==

    certificate: plain
    signed by: root
    MIIBDDCBsqADAgECAgEJMAoGCCqGSM49BAMCMA8xDTALBgNVBAMTBFJvb3QwHhcNMjUxMTI4MDYwMDAwWhcNMzUxMT
    I4MDYwMDAwWjAQMQ4wDAYDVQQDEwVJbnRlcjBZMBMGByqGSM49AgEGCCqGSM49AwEHA0IABMhhfjH7qWZtXTPH28El
    MPF2akc4/kwb8bBZSTjTi/NzIwK2ETKIddw5XLNqjH2WIbyI+bYs4fWFYMu9oThXjDowCgYIKoZIzj0EAwIDSQAwRg
    IhAMOK0wjs4a4CZ6X8GeiY8i0U0zGJmCCIweTdnsSWP/PyAiEAotz4MP/8FjJBIeKCsIzGkvTBbMG4II44D3cHPjZe
    1WA=

    certificate: usage
    signed by: root
    MIIBPTCB46ADAgECAgEKMAoGCCqGSM49BAMCMA8xDTALBgNVBAMTBFJvb3QwHhcNMjUxMTI4MDYwMDAwWhcNMzUxMT
    I4MDYwMDAwWjAQMQ4wDAYDVQQDEwVJbnRlcjBZMBMGByqGSM49AgEGCCqGSM49AwEHA0IABMhhfjH7qWZtXTPH28El
    MPF2akc4/kwb8bBZSTjTi/NzIwK2ETKIddw5XLNqjH2WIbyI+bYs4fWFYMu9oThXjDqjLzAtMA4GA1UdDwEB/wQEAw
    IHgDAPBgNVHRMBAf8EBTADAQH/MAoGA1UdDgQDBAEBMAoGCCqGSM49BAMCA0kAMEYCIQCa+9SUB9TGYzmY6ebmiLsO
    U+IxDSXpmQWXbgH3K09lLgIhAK3D6TANio4w3y6my4Z/h6rFho1e7JJaUw4iaeGvogOp

    certificate: short
    signed by: root
    MIIBPzCB5aADAgECAgELMAoGCCqGSM49BAMCMA8xDTALBgNVBAMTBFJvb3QwHhcNMjUxMTI4MDYwMDAwWhcNMzUxMT
    I4MDYwMDAwWjAPMQ0wCwYDVQQDEwRSb290MFkwEwYHKoZIzj0CAQYIKoZIzj0DAQcDQgAEyGF+MfupZm1dM8fbwSUw
    8XZqRzj+TBvxsFlJONOL83MjArYRMoh13Dlcs2qMfZYhvIj5tizh9YVgy72hOFeMOqMyMDAwDgYDVR0PAQH/BAQDAg
    IEMBIGA1UdEwEB/wQIMAYBAf8CAQAwCgYDVR0OBAMEAQEwCgYIKoZIzj0EAwIDSQAwRgIhAKf2164O1Ywr1dg4F+o9
    SRcwjPswpiF2D6t2k3K/P/gyAiEAmKA0hRG+HJsI54Kh1f3NFisaHA3BIKVZM/HZoE78Rpk=

    certificate: expired
    signed by: root
    MIIBGTCBwKADAgECAgEMMAoGCCqGSM49BAMCMA8xDTALBgNVBAMTBFJvb3QwHhcNMjUxMTI4MDYwMDAwWhcNMjYxMT
    I3MDYwMDAwWjAMMQowCAYDVQQDEwFsMFkwEwYHKoZIzj0CAQYIKoZIzj0DAQcDQgAEyGF+MfupZm1dM8fbwSUw8XZq
    Rzj+TBvxsFlJONOL83MjArYRMoh13Dlcs2qMfZYhvIj5tizh9YVgy72hOFeMOqMQMA4wDAYDVR0RBAUwA4IBaDAKBg
    gqhkjOPQQDAgNIADBFAiEA1KhPIexi2yHlM9MeRld5Rr/1LJxZ7C25Dqq28AFZqTICIEL0J43HraLg6jfH8LMYAcUe
    RdhnAVONzX7ba+NwuApb

    certificate: early
    signed by: root
    MIIBGDCBwKADAgECAgENMAoGCCqGSM49BAMCMA8xDTALBgNVBAMTBFJvb3QwHhcNMjYxMTI5MDYwMDAwWhcNMjcxMT
    I5MDYwMDAwWjAMMQowCAYDVQQDEwFsMFkwEwYHKoZIzj0CAQYIKoZIzj0DAQcDQgAEyGF+MfupZm1dM8fbwSUw8XZq
    Rzj+TBvxsFlJONOL83MjArYRMoh13Dlcs2qMfZYhvIj5tizh9YVgy72hOFeMOqMQMA4wDAYDVR0RBAUwA4IBaDAKBg
    gqhkjOPQQDAgNHADBEAiAGAb5lkrEpF6Gc81WCHRQEwgLJEgmNzFR6NXt/16lhMQIgeqayPVygK/wLGFwxfwUwa0uj
    yvB0zYGEXv2dM7Heb+k=

    certificate: last second
    signed by: root
    MIIBGDCBwKADAgECAgEOMAoGCCqGSM49BAMCMA8xDTALBgNVBAMTBFJvb3QwHhcNMjUxMTI4MDYwMDAwWhcNMjYxMT
    I4MDYwMDAwWjAMMQowCAYDVQQDEwFsMFkwEwYHKoZIzj0CAQYIKoZIzj0DAQcDQgAEyGF+MfupZm1dM8fbwSUw8XZq
    Rzj+TBvxsFlJONOL83MjArYRMoh13Dlcs2qMfZYhvIj5tizh9YVgy72hOFeMOqMQMA4wDAYDVR0RBAUwA4IBaDAKBg
    gqhkjOPQQDAgNHADBEAiAZ0Zknt4vtPmXt/rOmN3ijfUdSuXMqLISY94BlVl9RKAIgaEfYwGifGmsB8YIEjNZ95EFY
    vlt4d9vSC5ImzneXYCI=

    certificate: old inter
    signed by: root
    MIIBPTCB46ADAgECAgEPMAoGCCqGSM49BAMCMA8xDTALBgNVBAMTBFJvb3QwHhcNMjUxMTI4MDYwMDAwWhcNMjYxMT
    I3MDYwMDAwWjAQMQ4wDAYDVQQDEwVJbnRlcjBZMBMGByqGSM49AgEGCCqGSM49AwEHA0IABMhhfjH7qWZtXTPH28El
    MPF2akc4/kwb8bBZSTjTi/NzIwK2ETKIddw5XLNqjH2WIbyI+bYs4fWFYMu9oThXjDqjLzAtMA4GA1UdDwEB/wQEAw
    ICBDAPBgNVHRMBAf8EBTADAQH/MAoGA1UdDgQDBAEBMAoGCCqGSM49BAMCA0kAMEYCIQDxHadaWoIi1+y45JTJFMbt
    dOslYV8FcSEiGiMSpZW27AIhAK/0SjequbJ5iV2BIcl3rBCKytSaAE7I4LpNIQLIZ394

    certificate: old root
    signed by: root
    MIIBOzCB4qADAgECAgEQMAoGCCqGSM49BAMCMA8xDTALBgNVBAMTBFJvb3QwHhcNMjUxMTI4MDYwMDAwWhcNMjYxMT
    I3MDYwMDAwWjAPMQ0wCwYDVQQDEwRSb290MFkwEwYHKoZIzj0CAQYIKoZIzj0DAQcDQgAEyGF+MfupZm1dM8fbwSUw
    8XZqRzj+TBvxsFlJONOL83MjArYRMoh13Dlcs2qMfZYhvIj5tizh9YVgy72hOFeMOqMvMC0wDgYDVR0PAQH/BAQDAg
    IEMA8GA1UdEwEB/wQFMAMBAf8wCgYDVR0OBAMEAQEwCgYIKoZIzj0EAwIDSAAwRQIgFZfLyy92Dk2pR30OyzoTOIcr
    N50e9+EPd8We3b1FM5MCIQCWfs0VV4ynNXbZn4wM343e93BwaTkinot6Ez4lDCKoLA==

    certificate: critical
    signed by: root
    MIIBKDCBz6ADAgECAgERMAoGCCqGSM49BAMCMA8xDTALBgNVBAMTBFJvb3QwHhcNMjUxMTI4MDYwMDAwWhcNMzUxMT
    I4MDYwMDAwWjAMMQowCAYDVQQDEwFsMFkwEwYHKoZIzj0CAQYIKoZIzj0DAQcDQgAEyGF+MfupZm1dM8fbwSUw8XZq
    Rzj+TBvxsFlJONOL83MjArYRMoh13Dlcs2qMfZYhvIj5tizh9YVgy72hOFeMOqMfMB0wDAYDVR0RBAUwA4IBaDANBg
    QqAwQFAQH/BAIFADAKBggqhkjOPQQDAgNIADBFAiEAgh9BV4US6wq1P8LIRnUttYWaxMo8lerrBAcP0nVHhUwCIAL0
    LGSLN2q78t4KhMPiBrMqhWKjo0zBVRgba8xc5BIo

    certificate: client
    signed by: root
    MIIBLzCB1aADAgECAgESMAoGCCqGSM49BAMCMA8xDTALBgNVBAMTBFJvb3QwHhcNMjUxMTI4MDYwMDAwWhcNMzUxMT
    I4MDYwMDAwWjAMMQowCAYDVQQDEwFsMFkwEwYHKoZIzj0CAQYIKoZIzj0DAQcDQgAEyGF+MfupZm1dM8fbwSUw8XZq
    Rzj+TBvxsFlJONOL83MjArYRMoh13Dlcs2qMfZYhvIj5tizh9YVgy72hOFeMOqMlMCMwEwYDVR0lBAwwCgYIKwYBBQ
    UHAwIwDAYDVR0RBAUwA4IBaDAKBggqhkjOPQQDAgNJADBGAiEAyqtqvdNW7ZSE+giigMQHJuxCvoGC0WzwMebABGHm
    05QCIQCBYNMqm2kYVlVoGM1ux5Z+2atMuyUxy1ruLY4Lvuhyaw==

    certificate: any
    signed by: root
    MIIBKTCB0aADAgECAgETMAoGCCqGSM49BAMCMA8xDTALBgNVBAMTBFJvb3QwHhcNMjUxMTI4MDYwMDAwWhcNMzUxMT
    I4MDYwMDAwWjAMMQowCAYDVQQDEwFsMFkwEwYHKoZIzj0CAQYIKoZIzj0DAQcDQgAEyGF+MfupZm1dM8fbwSUw8XZq
    Rzj+TBvxsFlJONOL83MjArYRMoh13Dlcs2qMfZYhvIj5tizh9YVgy72hOFeMOqMhMB8wDwYDVR0lBAgwBgYEVR0lAD
    AMBgNVHREEBTADggFoMAoGCCqGSM49BAMCA0cAMEQCIDTKAR/OVDvGRLenf1piAoLxgOXBtN/tGdNc6FxS4PLdAiAl
    Jgrl/p+Ycv3GBY+UOIRogtI6vAWOgwORckBD0z+KEQ==

    certificate: gated
    signed by: root
    MIIBLzCB16ADAgECAgEUMAoGCCqGSM49BAMCMA8xDTALBgNVBAMTBFJvb3QwHhcNMjUxMTI4MDYwMDAwWhcNMzUxMT
    I4MDYwMDAwWjAMMQowCAYDVQQDEwFsMFkwEwYHKoZIzj0CAQYIKoZIzj0DAQcDQgAEyGF+MfupZm1dM8fbwSUw8XZq
    Rzj+TBvxsFlJONOL83MjArYRMoh13Dlcs2qMfZYhvIj5tizh9YVgy72hOFeMOqMnMCUwFQYDVR0lBA4wDAYKKwYBBA
    GCNwoDAzAMBgNVHREEBTADggFoMAoGCCqGSM49BAMCA0cAMEQCIFhXpBbmnGOy/MHTeyeEVG4j8Rg4jOK3KTJtPca/
    JHFxAiAfCJzNIQMPWVnmTlH/VvQncOKevwRvwW9Dvxw7BJNYnw==

    certificate: client root
    signed by: root
    MIIBUTCB96ADAgECAgEVMAoGCCqGSM49BAMCMA8xDTALBgNVBAMTBFJvb3QwHhcNMjUxMTI4MDYwMDAwWhcNMzUxMT
    I4MDYwMDAwWjAPMQ0wCwYDVQQDEwRSb290MFkwEwYHKoZIzj0CAQYIKoZIzj0DAQcDQgAEyGF+MfupZm1dM8fbwSUw
    8XZqRzj+TBvxsFlJONOL83MjArYRMoh13Dlcs2qMfZYhvIj5tizh9YVgy72hOFeMOqNEMEIwDgYDVR0PAQH/BAQDAg
    IEMBMGA1UdJQQMMAoGCCsGAQUFBwMCMA8GA1UdEwEB/wQFMAMBAf8wCgYDVR0OBAMEAQEwCgYIKoZIzj0EAwIDSQAw
    RgIhAImjB4wPwhVLODUI8YKYBoIojtyZw1VZoRF49eKvbON7AiEAsYzgMXClSzLI7u4bC58tTfqSlppY69qeaVD1Dl
    cCRz0=

    certificate: sign only
    signed by: root
    MIIBKjCB0KADAgECAgEWMAoGCCqGSM49BAMCMA8xDTALBgNVBAMTBFJvb3QwHhcNMjUxMTI4MDYwMDAwWhcNMzUxMT
    I4MDYwMDAwWjAMMQowCAYDVQQDEwFsMFkwEwYHKoZIzj0CAQYIKoZIzj0DAQcDQgAEyGF+MfupZm1dM8fbwSUw8XZq
    Rzj+TBvxsFlJONOL83MjArYRMoh13Dlcs2qMfZYhvIj5tizh9YVgy72hOFeMOqMgMB4wDgYDVR0PAQH/BAQDAgIEMA
    wGA1UdEQQFMAOCAWgwCgYIKoZIzj0EAwIDSQAwRgIhAKafjDjgKL14Gm1ZVb13nkj9g+fISgIe2nSEdcoM6ZiDAiEA
    gxyuaEXRcWguYBuIHjXHC78RZIikd1dfAq+Z2ExKJpE=

    certificate: cn
    signed by: root
    MIIBBjCBrqADAgECAgEXMAoGCCqGSM49BAMCMA8xDTALBgNVBAMTBFJvb3QwHhcNMjUxMTI4MDYwMDAwWhcNMzUxMT
    I4MDYwMDAwWjAMMQowCAYDVQQDEwFoMFkwEwYHKoZIzj0CAQYIKoZIzj0DAQcDQgAEyGF+MfupZm1dM8fbwSUw8XZq
    Rzj+TBvxsFlJONOL83MjArYRMoh13Dlcs2qMfZYhvIj5tizh9YVgy72hOFeMOjAKBggqhkjOPQQDAgNHADBEAiBRO+
    SSYUXMsg5+U+p70q1xR+bcuOFDvTDpRXSYAxfEsgIgUmOsPQoN4FDnxAEWcoaieft+7eIZUdpa8uAASZHHvlI=

    certificate: nameless
    signed by: root
    MIIBCDCBrqADAgECAgEYMAoGCCqGSM49BAMCMA8xDTALBgNVBAMTBFJvb3QwHhcNMjUxMTI4MDYwMDAwWhcNMzUxMT
    I4MDYwMDAwWjAMMQowCAYDVQQDEwF4MFkwEwYHKoZIzj0CAQYIKoZIzj0DAQcDQgAEyGF+MfupZm1dM8fbwSUw8XZq
    Rzj+TBvxsFlJONOL83MjArYRMoh13Dlcs2qMfZYhvIj5tizh9YVgy72hOFeMOjAKBggqhkjOPQQDAgNJADBGAiEAlz
    QoRvnRbvaRhbxQwlKbGiLGfdOz2p7VDdtXzQUCNLkCIQD4ueD0x4Q/oRKxW2XhCz+Og6fjUH7LCAprgD12lOdxcQ==

    certificate: no root
    signed by: other root
    MIIBQTCB6KADAgECAg4AwOQAAAAAAAAAAAAAADAKBggqhkjOPQQDAjAAMB4XDTI1MTEyODA2MDAwMFoXDTM1MTEyOD
    A2MDAwMFowFzEVMBMGA1UECgwMTyAicSIgXCDDqcKgMFkwEwYHKoZIzj0CAQYIKoZIzj0DAQcDQgAExs1XLUblLKrj
    wnFvwup0AeS2qH5Lk4IK4t3qzuBZEGpr5ffJzaSAzUIkkO1kKQozLJ+SdLlPEhBqiHDWoLVlRaMvMC0wDgYDVR0PAQ
    H/BAQDAgIEMA8GA1UdEwEB/wQFMAMBAf8wCgYDVR0OBAMEAQEwCgYIKoZIzj0EAwIDSAAwRQIhAIBdG5P3x2wp1z75
    KbfErmjSJ9FLTguPTfsnwCv/HfI6AiBvkX5IzPk0Ji6v353nuqJ36/PCBSlZJwVKlb6fGrvqFA==

    certificate: of an organization
    signed by: root
    MIIBGDCBv6ADAgECAgEDMAoGCCqGSM49BAMCMBcxFTATBgNVBAoMDE8gInEiIFwgw6nCoDAeFw0yNTExMjgwNjAwMD
    BaFw0yNzExMjgwNjAwMDBaMAAwWTATBgcqhkjOPQIBBggqhkjOPQMBBwNCAATIYX4x+6lmbV0zx9vBJTDxdmpHOP5M
    G/GwWUk404vzcyMCthEyiHXcOVyzaox9liG8iPm2LOH1hWDLvaE4V4w6oxMwETAPBgNVHREBAf8EBTADggFoMAoGCC
    qGSM49BAMCA0gAMEUCICwBRIDWy7H6+X9PL3/+F0ZrcerUDIloD2bZRvgVd9btAiEA52Y+iMK1tqKFjwqTZ12GjX60
    B/3rtO/BtEPaGh2+L+Y=

    certificate: bare
    signed by: other root
    MIIBODCB3qADAgECAg4AwOQAAAAAAAAAAAAAADAKBggqhkjOPQQDAjAAMB4XDTI1MTEyODA2MDAwMFoXDTM1MTEyOD
    A2MDAwMFowDTELMAkGA1UEBhMCREUwWTATBgcqhkjOPQIBBggqhkjOPQMBBwNCAATGzVctRuUsquPCcW/C6nQB5Lao
    fkuTggri3erO4FkQamvl98nNpIDNQiSQ7WQpCjMsn5J0uU8SEGqIcNagtWVFoy8wLTAOBgNVHQ8BAf8EBAMCAgQwDw
    YDVR0TAQH/BAUwAwEB/zAKBgNVHQ4EAwQBATAKBggqhkjOPQQDAgNJADBGAiEAzpt3ixcXIkOqqu2qnsRmxe63BR58
    eAp10W9sNPJzP00CIQD3p8pa20yHNUJ/XTlVi04zYYNrGIS3+UrxwEQaBIbMEA==

    certificate: of a country
    signed by: root
    MIIBDjCBtaADAgECAgEDMAoGCCqGSM49BAMCMA0xCzAJBgNVBAYTAkRFMB4XDTI1MTEyODA2MDAwMFoXDTI3MTEyOD
    A2MDAwMFowADBZMBMGByqGSM49AgEGCCqGSM49AwEHA0IABMhhfjH7qWZtXTPH28ElMPF2akc4/kwb8bBZSTjTi/Nz
    IwK2ETKIddw5XLNqjH2WIbyI+bYs4fWFYMu9oThXjDqjEzARMA8GA1UdEQEB/wQFMAOCAWgwCgYIKoZIzj0EAwIDSA
    AwRQIhAJE4eUPNwgSN4z4YBgZaZ2fi8cFEPF5nQWA5cPawLR4KAiANDq6g4u8E+YI8wDEZwock+Ix8VPU8kv0lTiVg
    czhNgQ==

    case: a root, an intermediate, a leaf
    given: h||1795845600|0|0|1.3|leaf,inter|root
    go: ok

    case: no intermediate, and no place to get it from
    given: h||1795845600|0|0|1.3|leaf|root
    go: tls: failed to verify certificate: x509: certificate signed by unknown authority

    case: no intermediate, and a place to get it from
    given: h||1795845600|0|0|1.3|aia|root
    go: tls: failed to verify certificate: x509: certificate signed by unknown authority

    case: no roots
    given: h||1795845600|0|0|1.3|leaf,inter|
    go: tls: failed to verify certificate: x509: certificate signed by unknown authority

    case: the root sent along and not trusted
    given: h||1795845600|0|0|1.3|leaf,inter,root|
    go: tls: failed to verify certificate: x509: certificate signed by unknown authority

    case: self-signed
    given: h||1795845600|0|0|1.3|self|root
    go: tls: failed to verify certificate: x509: certificate signed by unknown authority

    case: self-signed and trusted
    given: h||1795845600|0|0|1.3|self|self
    go: ok

    case: an authority as a leaf
    given: h||1795845600|0|0|1.3|inter|root
    go: tls: failed to verify certificate: x509: certificate is not valid for any names, \#
    but wanted to match h

    case: a root of the same name with another key
    given: h||1795845600|0|0|1.3|direct|other root
    go: tls: failed to verify certificate: x509: certificate signed by unknown authority \#
    (possibly because of "x509: ECDSA verification failure" while trying to verify \#
    candidate authority certificate "Root")

    case: the right root behind another of its name
    given: h||1795845600|0|0|1.3|direct|other root,root
    go: ok

    case: an intermediate that is no authority
    given: h||1795845600|0|0|1.3|leaf,unskilled|root
    go: tls: failed to verify certificate: x509: certificate signed by unknown authority \#
    (possibly because of "x509: invalid signature: parent certificate cannot sign this kind \#
    of certificate" while trying to verify candidate authority certificate "Inter")

    case: an intermediate without basic constraints
    given: h||1795845600|0|0|1.3|leaf,plain|root
    go: tls: failed to verify certificate: x509: certificate signed by unknown authority \#
    (possibly because of "x509: invalid signature: parent certificate cannot sign this kind \#
    of certificate" while trying to verify candidate authority certificate "Inter")

    case: an intermediate that may not sign certificates
    given: h||1795845600|0|0|1.3|leaf,usage|root
    go: tls: failed to verify certificate: x509: certificate signed by unknown authority \#
    (possibly because of "x509: invalid signature: parent certificate cannot sign this kind \#
    of certificate" while trying to verify candidate authority certificate "Inter")

    case: a root that allows no intermediates
    given: h||1795845600|0|0|1.3|leaf,inter|short
    go: tls: failed to verify certificate: x509: too many intermediates for path length \#
    constraint

    case: an expired leaf
    given: h||1795845600|0|0|1.3|expired|root
    go: tls: failed to verify certificate: x509: certificate has expired or is not yet \#
    valid: current time 2026-11-28T06:00:00Z is after 2026-11-27T06:00:00Z

    case: an expired leaf, seen from Paris
    given: h||1795845600|0|3600|1.3|expired|root
    go: tls: failed to verify certificate: x509: certificate has expired or is not yet \#
    valid: current time 2026-11-28T07:00:00+01:00 is after 2026-11-27T06:00:00Z

    case: an expired leaf, seen from Caracas
    given: h||1795845600|0|-16200|1.3|expired|root
    go: tls: failed to verify certificate: x509: certificate has expired or is not yet \#
    valid: current time 2026-11-28T01:30:00-04:30 is after 2026-11-27T06:00:00Z

    case: a leaf of tomorrow
    given: h||1795845600|0|0|1.3|early|root
    go: tls: failed to verify certificate: x509: certificate has expired or is not yet \#
    valid: current time 2026-11-28T06:00:00Z is before 2026-11-29T06:00:00Z

    case: a leaf in its last second
    given: h||1795845600|0|0|1.3|last second|root
    go: ok

    case: a leaf a nanosecond later
    given: h||1795845600|1|0|1.3|last second|root
    go: tls: failed to verify certificate: x509: certificate has expired or is not yet \#
    valid: current time 2026-11-28T06:00:00Z is after 2026-11-28T06:00:00Z

    case: an expired intermediate
    given: h||1795845600|0|0|1.3|leaf,old inter|root
    go: tls: failed to verify certificate: x509: certificate has expired or is not yet \#
    valid: current time 2026-11-28T06:00:00Z is after 2026-11-27T06:00:00Z

    case: an expired root
    given: h||1795845600|0|0|1.3|direct|old root
    go: tls: failed to verify certificate: x509: certificate has expired or is not yet \#
    valid: current time 2026-11-28T06:00:00Z is after 2026-11-27T06:00:00Z

    case: an expired root and a good one
    given: h||1795845600|0|0|1.3|direct|old root,root
    go: ok

    case: a critical extension that nobody knows
    given: h||1795845600|0|0|1.3|critical|root
    go: tls: failed to verify certificate: x509: unhandled critical extension

    case: a leaf for clients
    given: h||1795845600|0|0|1.3|client|root
    go: tls: failed to verify certificate: x509: certificate specifies an incompatible key \#
    usage

    case: a leaf for any usage
    given: h||1795845600|0|0|1.3|any|root
    go: ok

    case: a leaf for Microsoft's gated servers alone
    given: h||1795845600|0|0|1.3|gated|root
    go: tls: failed to verify certificate: x509: certificate specifies an incompatible key \#
    usage

    case: a root for clients
    given: h||1795845600|0|0|1.3|direct|client root
    go: tls: failed to verify certificate: x509: certificate specifies an incompatible key \#
    usage

    case: a leaf that may sign certificates alone
    given: h||1795845600|0|0|1.3|sign only|root
    go: ok

    case: the host in the common name alone
    given: h||1795845600|0|0|1.3|cn|root
    go: tls: failed to verify certificate: x509: certificate relies on legacy Common Name \#
    field, use SANs instead

    case: no names at all
    given: h||1795845600|0|0|1.3|nameless|root
    go: tls: failed to verify certificate: x509: certificate is not valid for any names, \#
    but wanted to match h

    case: a wrong authority that has an organization and no common name
    given: h||1795845600|0|0|1.3|of an organization|no root
    go: tls: failed to verify certificate: x509: certificate signed by unknown authority \#
    (possibly because of "x509: ECDSA verification failure" while trying to verify \#
    candidate authority certificate "O \"q\" \\ é\u00a0")

    case: a wrong authority that has neither
    given: h||1795845600|0|0|1.3|of a country|bare
    go: tls: failed to verify certificate: x509: certificate signed by unknown authority \#
    (possibly because of "x509: ECDSA verification failure" while trying to verify \#
    candidate authority certificate "serial:15282369784978019493629688545280")

    """#
}
